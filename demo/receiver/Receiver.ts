import { CodeReader } from '../shared/readCode';
import type { Picture, Show, ToPublisher, ToReceiver } from '../shared/signal';

/** A hidden page, or one that is scrolled out of view, gets no frame callbacks: then a timer reads. */
const FALLBACK_MS = 200;
/** A change of these fields of a picture is reported. */
const REPORTED_KEYS = ['code', 'width', 'height', 'foreign'] as const;

/**
 * The receiving end of the demo: answers offers, shows the requested publish, and reports the code in
 * each frame.
 */
export class Receiver {
  private readonly pc = new RTCPeerConnection();
  private readonly reader = new CodeReader();
  private readonly timer: ReturnType<typeof setInterval>;
  private show: Show | null = null;
  private last: Picture | null = null;
  private foreign = 0;
  private reading = false;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly port: MessagePort,
    private readonly video: HTMLVideoElement,
    private readonly onPicture: (picture: Picture | null) => void = () => {},
  ) {
    this.pc.onicecandidate = ({ candidate }) => {
      if (candidate) this.send({ type: 'candidate', candidate: candidate.toJSON() });
    };
    port.onmessage = ({ data }: MessageEvent<ToReceiver>) => {
      this.queue = this.queue
        .then(() => this.handleMessage(data))
        .catch((error) => this.send({ type: 'error', message: String(error) }));
    };
    this.timer = setInterval(() => this.read(), FALLBACK_MS);
    this.onFrame();
  }

  /** Closes the connection, and releases video and port. */
  close(): void {
    clearInterval(this.timer);
    this.attach(null);
    this.port.onmessage = null;
    this.port.close();
    this.pc.onicecandidate = null;
    this.pc.close();
  }

  private send(message: ToPublisher): void {
    this.port.postMessage(message);
  }

  private async handleMessage(message: ToReceiver): Promise<void> {
    if (message.type === 'candidate') return this.pc.addIceCandidate(message.candidate);
    await this.pc.setRemoteDescription({ type: 'offer', sdp: message.sdp });
    this.attach(message.show);
    await this.pc.setLocalDescription(await this.pc.createAnswer());
    this.send({ type: 'answer', sdp: this.pc.localDescription?.sdp ?? '' });
  }

  private attach(show: Show | null): void {
    this.show = show;
    this.last = null;
    this.foreign = 0;
    this.onPicture(null);
    const track = show && this.pc.getTransceivers().find(({ mid }) => mid === show.mid)?.receiver.track;
    this.video.srcObject = track ? new MediaStream([track]) : null;
    // A muted video needs no gesture. The next srcObject interrupts play(), which is not an error.
    if (track) this.video.play().catch(() => {});
  }

  private onFrame(): void {
    this.video.requestVideoFrameCallback(() => {
      this.read();
      this.onFrame();
    });
  }

  private async read(): Promise<void> {
    const { show, video } = this;
    if (!show || this.reading || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const { videoWidth: width, videoHeight: height } = video;
    this.reading = true;
    const code = await this.reader.read(video).catch(() => null);
    this.reading = false;
    if (show !== this.show || !width) return;
    if (code !== null && show.code !== null && code !== show.code) this.foreign += 1;
    const { last, foreign } = this;
    const firstAt = last?.code === code ? last.firstAt : Date.now();
    const picture: Picture = { publish: show.publish, code, width, height, firstAt, foreign };
    if (last && REPORTED_KEYS.every((key) => last[key] === picture[key])) return;
    this.last = picture;
    this.onPicture(picture);
    this.send({ type: 'picture', picture });
  }
}
