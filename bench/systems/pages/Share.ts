import { type Encoded, isReached, poll, readEncoded } from '../../../demo/publisher/gate';
import { CanvasPicture } from '../../../demo/publisher/media/CanvasPicture';
import { DEFAULTS, widthOf } from '../../../demo/publisher/settings';
import type { Options, Publisher, PublishReport, System, SystemState } from './api';
import { stateOf } from './state';

/** Bitrate is read over these, in ms after the publish call. */
const BITRATE_MS = [4000, 6000] as const;
const EMPTY: Encoded = { layers: [], codec: null, mode: null };

/**
 * `window.system`: publishes a painted picture with a code through a client library, and watches
 * until its encoder has the picture's size. After an unpublish it remembers no track and no sender.
 */
export class Share implements System {
  private readonly picture = new CanvasPicture(document.querySelector('canvas')!);
  private readonly settings;
  private readonly timeoutMs: number;
  private readonly codec: string;
  private readonly mode: string;
  /** Smaller layers may be off where nobody subscribes to them (dynacast). */
  private readonly topOnly: boolean;
  private track: MediaStreamTrack | null = null;
  private count = 0;

  constructor(
    private readonly library: Publisher,
    options: Options,
  ) {
    const height = Number(options.get('size') ?? 720);
    const picture = options.get('picture') === 'motion' ? ('motion' as const) : ('detail' as const);
    this.settings = { ...DEFAULTS, width: widthOf(height), height, picture, fps: Number(options.get('fps') ?? 10) };
    this.timeoutMs = Number(options.get('timeout') ?? 20) * 1000;
    this.codec = options.get('codec') ?? 'VP8';
    this.mode = options.get('mode') ?? '';
    this.topOnly = options.has('dynacast');
  }

  get actions(): System['actions'] {
    return this.library.actions ?? {};
  }

  async publish(): Promise<PublishReport> {
    if (this.track) throw new Error('Already published.');
    const began = Date.now();
    const cycle = ++this.count;
    this.picture.start(this.settings, cycle);
    const stream = this.picture.canvas.captureStream(this.settings.fps);
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('The canvas gave no track.');
    track.contentHint = this.settings.picture;
    this.track = track;
    const before = await this.encodedNow();
    const sender = await this.library.publish(track);
    const negotiationMs = Date.now() - began;
    const { encoded, reached } = await this.watch(sender, before);
    const { transceivers, mLines, sdpBytes } = this.state();
    const [top] = encoded.layers;
    return {
      cycle,
      began,
      encodedWidth: top?.width || null,
      encodedHeight: top?.height || null,
      reachedSize: reached,
      layers: encoded.layers.length,
      codec: encoded.codec,
      mode: encoded.mode,
      negotiationMs,
      transceivers,
      mLines,
      sdpBytes,
    };
  }

  async unpublish(): Promise<void> {
    if (!this.track) return;
    try {
      await this.library.unpublish();
    } finally {
      this.track.stop();
      this.track = null;
      this.picture.stop();
    }
  }

  state(): SystemState {
    return stateOf(this.library.connection(), 'video', this.count, this.track !== null);
  }

  async bitrate(began: number): Promise<number> {
    const sent = async () => {
      let [bytes, at] = [0, 0];
      for (const entry of (await this.library.connection()!.getStats()).values()) {
        if (entry.type !== 'outbound-rtp' || entry.kind !== 'video') continue;
        bytes += entry.bytesSent;
        at = entry.timestamp;
      }
      return { bytes, at };
    };
    const until = (time: number) => new Promise((resolve) => setTimeout(resolve, time - Date.now()));
    const [from, to] = BITRATE_MS;
    await until(began + from);
    const first = await sent();
    await until(Math.max(began + to, Date.now() + to - from));
    const last = await sent();
    return ((last.bytes - first.bytes) * 8) / (last.at - first.at);
  }

  /** Frames encoded so far by senders that a patch may hand back, by ssrc: their counters go on. */
  private async encodedNow(): Promise<Map<RTCRtpSender, Encoded>> {
    const senders = this.library.connection()?.getSenders() ?? [];
    const read = senders.map(async (sender) => [sender, await readEncoded(sender)] as const);
    return new Map(await Promise.all(read));
  }

  private async watch(sender: RTCRtpSender, before: Map<RTCRtpSender, Encoded>) {
    const { width, height } = this.settings;
    const wanted = { width, height, codec: this.codec, mode: this.mode };
    const earlier = before.get(sender) ?? EMPTY;
    let encoded = EMPTY;
    const reached = await poll(this.timeoutMs, async () => {
      encoded = await readEncoded(sender);
      const judged = this.topOnly ? { ...encoded, layers: encoded.layers.slice(0, 1) } : encoded;
      return isReached(judged, earlier, wanted) || null;
    });
    return { encoded, reached: reached !== null };
  }
}
