/**
 * A page script for tests of the patches: two connected peers in one page, and shares that can be
 * distinguished. Each share is a canvas of one color; what the other side shows is read back.
 */
export const SHARES = `<!doctype html><title>shares</title><script>
window.shares = (() => {
  const colors = ['red', 'lime', 'blue', 'yellow', 'magenta', 'cyan', 'white', 'black'];
  const rgb = { red: [255,0,0], lime: [0,255,0], blue: [0,0,255], yellow: [255,255,0], magenta: [255,0,255], cyan: [0,255,255], white: [255,255,255], black: [0,0,0] };

  function share(color, width = 320, height = 180) {
    const canvas = document.createElement('canvas');
    canvas.width = width; canvas.height = height;
    const context = canvas.getContext('2d');
    let i = 0;
    const paint = () => {
      context.fillStyle = color; context.fillRect(0, 0, width, height);
      // Something moves, or no frame would be captured.
      context.fillStyle = i++ % 2 ? '#777' : '#888'; context.fillRect(0, 0, 8, 8);
    };
    paint();
    const timer = setInterval(paint, 66);
    const stream = canvas.captureStream(15);
    const track = stream.getVideoTracks()[0];
    const stop = track.stop.bind(track);
    track.stop = () => { clearInterval(timer); stop(); };
    return { track, stream };
  }

  const connect = () => ({ a: new RTCPeerConnection(), b: new RTCPeerConnection() });
  // Candidates travel inside the descriptions: trickled ones get lost when an offer is rolled back.
  const gathered = (pc) => pc.iceGatheringState === 'complete' || !pc.localDescription.sdp.includes('m=') || new Promise((resolve) => {
    const onChange = () => pc.iceGatheringState === 'complete' && (pc.removeEventListener('icegatheringstatechange', onChange), resolve());
    pc.addEventListener('icegatheringstatechange', onChange);
    // After a rollback the state may stay where it was.
    setTimeout(resolve, 500);
  });
  async function negotiate(from, to) {
    await from.setLocalDescription();
    await gathered(from);
    await to.setRemoteDescription(from.localDescription);
    await to.setLocalDescription();
    await gathered(to);
    await from.setRemoteDescription(to.localDescription);
  }

  const nearest = ([r, g, b]) => colors.map((c) => [c, Math.hypot(rgb[c][0] - r, rgb[c][1] - g, rgb[c][2] - b)]).sort((x, y) => x[1] - y[1])[0];

  /** The colors that a receiver's track shows, in order, without repeats, until \`wanted\` or the time is over. */
  async function watch(track, wanted, ms = 6000) {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([track]);
    video.play().catch(() => {});
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 16;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const seen = [];
    const end = performance.now() + ms;
    while (performance.now() < end) {
      const frame = await Promise.race([
        new Promise((r) => video.requestVideoFrameCallback((_now, meta) => r(meta))),
        new Promise((r) => setTimeout(r, end - performance.now(), null)),
      ]);
      if (!frame) break;
      context.drawImage(video, video.videoWidth * 0.3, video.videoHeight * 0.3, video.videoWidth * 0.4, video.videoHeight * 0.4, 0, 0, 16, 16);
      const [color, distance] = nearest(context.getImageData(8, 8, 1, 1).data);
      // Black is what the browser itself shows before the first frame.
      if (distance < 80 && color !== 'black' && seen.at(-1) !== color) seen.push(color);
      if (seen.at(-1) === wanted) break;
    }
    video.srcObject = null;
    return seen;
  }

  /** The receiving track of the m-line that a transceiver sends on. */
  const receivedBy = (pc, transceiver) => pc.getTransceivers().find((t) => t.mid === transceiver.mid).receiver.track;
  return { colors: colors, share, connect, negotiate, watch, receivedBy };
})();
</script>`;
