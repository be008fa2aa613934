/**
 * What every page here needs: a far end in a window of its own, as on another machine, so that the page shows
 * the reporter's end alone. The far end's tracks are made in that window too. What a finding must name is never
 * called from this file.
 */
(() => {
  /** @type {any} */
  let far;
  const farWindow = () => {
    far ??= window.open('about:blank', '_blank', 'width=300,height=200');
    return far;
  };

  /** @param {RTCPeerConnection} from @param {RTCPeerConnection} to */
  function trickle(from, to) {
    /** @type {RTCIceCandidate[]} */
    const early = [];
    const give = (/** @type {RTCIceCandidate} */ candidate) => to.addIceCandidate(candidate).catch(() => {});
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) to.remoteDescription ? give(candidate) : early.push(candidate);
    });
    to.addEventListener('signalingstatechange', () => to.remoteDescription && early.splice(0).forEach(give));
  }

  const page = /** @type {any} */ (window);

  /** @param {number} ms */
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  Object.assign(page, {
    wait,

    /**
     * The far end of a connection that the page has made.
     * @param {RTCPeerConnection} near
     */
    farEndOf(near) {
      const other = new (farWindow().RTCPeerConnection)();
      trickle(near, other);
      trickle(other, near);
      return other;
    },

    /**
     * One offer and its answer.
     * @param {RTCPeerConnection} from @param {RTCPeerConnection} to
     * @param {() => unknown} before called between offer and answer
     */
    async negotiate(from, to, before = () => {}) {
      await from.setLocalDescription();
      await to.setRemoteDescription(/** @type {any} */ (from.localDescription));
      await before();
      await to.setLocalDescription();
      await from.setRemoteDescription(/** @type {any} */ (to.localDescription));
    },

    /** @param {RTCPeerConnection} connection */
    async connected(connection) {
      for (let i = 0; i < 200 && connection.connectionState !== 'connected'; i++) await wait(20);
      if (connection.connectionState !== 'connected') throw new Error(`Still ${connection.connectionState}`);
    },

    /** A picture that moves until its track ends, of the far end. */
    farPicture(width = 320, height = 180) {
      return page.paint(farWindow(), width, height).track;
    },

    /** A tone, of the far end. */
    farTone() {
      const audio = new (farWindow().AudioContext)();
      const source = audio.createOscillator();
      const out = audio.createMediaStreamDestination();
      source.connect(out);
      source.start();
      return out.stream.getAudioTracks()[0];
    },

    /**
     * A canvas of this page that is painted ten times a second; the page captures it.
     * @returns {HTMLCanvasElement}
     */
    picture(width = 320, height = 180) {
      return page.paint(window, width, height, false).canvas;
    },

    /** @param {any} home @param {number} width @param {number} height */
    paint(home, width, height, capture = true) {
      const canvas = Object.assign(home.document.createElement('canvas'), { width, height });
      const pen = canvas.getContext('2d');
      let n = 0;
      const draw = () => {
        pen.fillStyle = `hsl(${(n * 11) % 360} 60% 50%)`;
        pen.fillRect(0, 0, width, height);
        pen.fillStyle = 'white';
        pen.fillRect((n++ * 17) % width, 20, 40, 40);
      };
      draw();
      const track = capture ? canvas.captureStream(10).getVideoTracks()[0] : null;
      const timer = home.setInterval(() => (track?.readyState === 'ended' ? home.clearInterval(timer) : draw()), 100);
      return { canvas, track };
    },
  });

  addEventListener('DOMContentLoaded', () => {
    const button = Object.assign(document.createElement('button'), { textContent: 'Reproduce' });
    button.onclick = () => page.reproduce();
    const heading = Object.assign(document.createElement('h1'), { textContent: document.title });
    document.body.append(heading, button);
  });
})();
