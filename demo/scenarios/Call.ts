type Kind = 'audio' | 'video';

export interface TrackOptions {
  /** Pixels, default 320 by 180. */
  width?: number;
  height?: number;
  /** Frames per second, default 10. */
  fps?: number;
}

const CONNECT_MS = 15_000;

/** Two connected peers in this page. `a` publishes, unless a scenario says otherwise. */
export class Call {
  readonly a = new RTCPeerConnection();
  readonly b = new RTCPeerConnection();
  private readonly tracks: MediaStreamTrack[] = [];
  private audio: AudioContext | null = null;

  constructor() {
    const trickle = (from: RTCPeerConnection, to: RTCPeerConnection) => {
      from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined).catch(() => {});
    };
    trickle(this.a, this.b);
    trickle(this.b, this.a);
  }

  /** Runs one offer/answer exchange. */
  async negotiate(from = this.a): Promise<void> {
    const to = from === this.a ? this.b : this.a;
    await from.setLocalDescription();
    await to.setRemoteDescription(from.localDescription!);
    await to.setLocalDescription();
    await from.setRemoteDescription(to.localDescription!);
  }

  /** @throws Error if the peers do not connect within 15 s */
  async connected(): Promise<void> {
    const end = performance.now() + CONNECT_MS;
    while (this.a.connectionState !== 'connected' || this.b.connectionState !== 'connected') {
      if (performance.now() > end) throw new Error(`The peers are ${this.a.connectionState} after 15 s.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** A new live track: a moving picture, or a quiet tone. */
  track(kind: Kind = 'video', options: TrackOptions = {}): MediaStreamTrack {
    const track = kind === 'video' ? paint(options) : this.tone();
    this.tracks.push(track);
    return track;
  }

  /** addTransceiver() with a new track, negotiated. */
  async publish(kind: Kind = 'video', init: RTCRtpTransceiverInit = {}): Promise<RTCRtpTransceiver> {
    const transceiver = this.a.addTransceiver(this.track(kind), { direction: 'sendonly', ...init });
    await this.negotiate();
    return transceiver;
  }

  /** direction inactive and removeTrack(), negotiated. Then the track is stopped. */
  async unpublish(transceiver: RTCRtpTransceiver): Promise<void> {
    const { track } = transceiver.sender;
    transceiver.direction = 'inactive';
    this.a.removeTrack(transceiver.sender);
    await this.negotiate();
    track?.stop();
  }

  /** A new track on an existing transceiver, negotiated. */
  async republish({ sender, receiver }: RTCRtpTransceiver): Promise<void> {
    const transceiver = this.a.getTransceivers().find((transceiver) => transceiver.sender === sender)!;
    await sender.replaceTrack(this.track(receiver.track.kind as Kind));
    transceiver.direction = 'sendonly';
    await this.negotiate();
  }

  close(): void {
    this.a.close();
    this.b.close();
    for (const track of this.tracks) track.stop();
    void this.audio?.close();
  }

  private tone(): MediaStreamTrack {
    this.audio ??= new AudioContext();
    const out = this.audio.createMediaStreamDestination();
    const tone = this.audio.createOscillator();
    const volume = this.audio.createGain();
    volume.gain.value = 0.01;
    tone.connect(volume).connect(out);
    tone.start();
    return out.stream.getAudioTracks()[0]!;
  }
}

/** A canvas with a square that moves until the track ends. */
function paint({ width = 320, height = 180, fps = 10 }: TrackOptions): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { alpha: false })!;
  const side = Math.ceil(height / 6);
  let tick = 0;
  const next = () => {
    context.fillStyle = '#888';
    context.fillRect(0, 0, width, height);
    context.fillStyle = tick % 2 ? 'white' : 'black';
    context.fillRect((tick++ * 7) % width, side, side, side);
  };
  next();
  const track = canvas.captureStream(fps).getVideoTracks()[0]!;
  const timer = setInterval(() => {
    next();
    if (track.readyState === 'ended') clearInterval(timer);
  }, 1000 / fps);
  return track;
}
