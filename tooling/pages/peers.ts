/** The page's side of a scripted call: two real connections in one page, real encoders, painted tracks. */

export interface Pair {
  a: RTCPeerConnection;
  b: RTCPeerConnection;
  /** One offer and answer, offered by `from` (default a). Resolves once both ends are stable. */
  negotiate(from?: RTCPeerConnection): Promise<void>;
  /** Waits until both ends are connected, 10 s at most or so many ms. */
  connected(timeout?: number): Promise<void>;
  close(): void;
}

export interface CanvasOptions {
  /** Pixels, default 320 by 180. */
  width?: number;
  height?: number;
  /** CSS color of the background, default gray. A small square moves over it, so that every frame differs. */
  color?: string;
  /** Frames per second, default 15. */
  fps?: number;
}

export interface Peers {
  connect(configuration?: RTCConfiguration): Pair;
  /** A live video track that is painted until it ends. */
  canvasTrack(options?: CanvasOptions): MediaStreamTrack;
  /** A live audio track, a quiet tone. */
  toneTrack(): MediaStreamTrack;
  /** Waits until a condition holds; rejects after `timeout` ms (default 10 000), naming `what`. */
  until(what: string, holds: () => unknown, timeout?: number): Promise<void>;
  /** Waits until the sender's widest layer has encoded `frames` more frames, `width` wide if given. */
  encoded(sender: RTCRtpSender, width?: number, frames?: number): Promise<void>;
  /** Waits for the next frame of a video track and reads the pixel at its center. */
  pixel(track: MediaStreamTrack): Promise<{ r: number; g: number; b: number; width: number; height: number }>;
}

declare global {
  var peers: Peers;
}

/** Runs in the page, so it must be self-contained. */
function install(): void {
  const until: Peers['until'] = async (what, holds, timeout = 10_000) => {
    const end = performance.now() + timeout;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`Waited ${timeout} ms for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const connect: Peers['connect'] = (configuration) => {
    const a = new RTCPeerConnection(configuration);
    const b = new RTCPeerConnection(configuration);
    // A candidate may come before the description that it belongs to.
    const pass = (from: RTCPeerConnection, to: RTCPeerConnection) => {
      const early: RTCIceCandidate[] = [];
      const add = (candidate: RTCIceCandidate) => to.addIceCandidate(candidate).catch(() => {});
      from.addEventListener('icecandidate', ({ candidate }) => {
        if (!candidate) return;
        if (to.remoteDescription) add(candidate);
        else early.push(candidate);
      });
      to.addEventListener('signalingstatechange', () => {
        if (to.remoteDescription) for (const candidate of early.splice(0)) add(candidate);
      });
    };
    pass(a, b);
    pass(b, a);
    return {
      a,
      b,
      async negotiate(from = a) {
        const to = from === a ? b : a;
        await from.setLocalDescription();
        await to.setRemoteDescription(from.localDescription!);
        await to.setLocalDescription();
        await from.setRemoteDescription(to.localDescription!);
      },
      connected: (timeout) =>
        until(
          'both ends to connect',
          () => a.connectionState === 'connected' && b.connectionState === 'connected',
          timeout,
        ),
      close() {
        a.close();
        b.close();
      },
    };
  };

  const canvasTrack: Peers['canvasTrack'] = ({ width = 320, height = 180, color = '#888', fps = 15 } = {}) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d')!;
    const side = Math.ceil(height / 8);
    let n = 0;
    const paint = () => {
      context.fillStyle = color;
      context.fillRect(0, 0, width, height);
      context.fillStyle = n % 2 ? 'white' : 'black';
      context.fillRect((n++ * 7) % width, 0, side, side);
    };
    paint();
    const track = canvas.captureStream(fps).getVideoTracks()[0]!;
    const timer = setInterval(() => {
      paint();
      if (track.readyState === 'ended') clearInterval(timer);
    }, 1000 / fps);
    return track;
  };

  const toneTrack: Peers['toneTrack'] = () => {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.value = 0.01;
    const out = audio.createMediaStreamDestination();
    tone.connect(volume).connect(out);
    tone.start();
    return out.stream.getAudioTracks()[0]!;
  };

  const encoded: Peers['encoded'] = async (sender, width = 0, frames = 1) => {
    const widest = async () => {
      let layer = { frameWidth: 0, framesEncoded: 0 };
      for (const entry of (await sender.getStats()).values()) {
        if (entry.type === 'outbound-rtp' && (entry.frameWidth ?? 0) >= layer.frameWidth) layer = entry;
      }
      return layer;
    };
    const before = (await widest()).framesEncoded ?? 0;
    await until(`${frames} frames, ${width} wide`, async () => {
      const now = await widest();
      return now.frameWidth >= width && now.framesEncoded >= before + frames;
    });
  };

  const pixel: Peers['pixel'] = async (track) => {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([track]);
    await video.play();
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    const canvas = document.createElement('canvas');
    const { videoWidth: width, videoHeight: height } = video;
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0);
    const [r, g, b] = context.getImageData(width >> 1, height >> 1, 1, 1).data;
    video.srcObject = null;
    return { r: r!, g: g!, b: b!, width, height };
  };

  window.peers = { connect, canvasTrack, toneTrack, until, encoded, pixel };
}

/** Script text to include in a page, as `<script>${PEERS}</script>` or page.addScriptTag; defines window.peers. */
export const PEERS = `(${install})();`;
