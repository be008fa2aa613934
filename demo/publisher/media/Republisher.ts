import type { CycleReport, DemoState } from '../api';
import { readEncoded } from '../gate';
import type { Settings } from '../settings';
import { watch } from '../watch';
import type { CanvasPicture } from './CanvasPicture';
import { Session } from './Session';
import { measureSdp } from './sdp';
import { type Publication, startBitrate, startSending, stopSending } from './sending';
import { microphone, openSource, type Source } from './sources';

/**
 * Publishes and unpublishes, one at a time. After an unpublish it holds no track, sender or stream, so
 * that what stays in memory is held by the browser.
 */
export class Republisher {
  private session: Session | null = null;
  private sent: Publication[] = [];
  /** The source that was opened for this publish only. */
  private source: Source | null = null;
  private count = 0;
  private publishesHere = 0;
  private kind = 'video';

  constructor(
    private readonly picture: CanvasPicture,
    private readonly stage: HTMLElement,
    /** Called with the sent track, or with null if nothing is sent. */
    private readonly onTrack: (track: MediaStreamTrack | null) => void,
  ) {}

  get pc(): RTCPeerConnection | null {
    return this.session?.pc ?? null;
  }

  get published(): boolean {
    return this.sent.length > 0;
  }

  state(): Omit<DemoState, 'busy'> {
    const { pc } = this;
    return {
      publishes: this.publishesHere,
      transceivers: pc?.getTransceivers().filter(({ receiver }) => receiver.track.kind === this.kind).length ?? 0,
      ...measureSdp(pc?.localDescription?.sdp),
      published: this.published,
      connectionState: pc?.connectionState ?? null,
      receiver: this.session?.receiverKind ?? null,
    };
  }

  /**
   * Publishes, and waits until the encoder has reached its size and the receiver shows the picture.
   * @param kept a source that was opened for several publishes; null opens one for this publish
   */
  async publish(settings: Settings, kept: Source | null): Promise<CycleReport> {
    if (this.published) throw new Error('Already published.');
    const startedAt = Date.now();
    try {
      // The capture comes first, because a display capture needs the click. A receiver without a popup
      // window is embedded instead.
      const source = kept ?? (await openSource(settings, this.picture, false));
      if (!kept) this.source = source;
      const session = await this.ensureSession(settings);
      const cycle = ++this.count;
      const publication = await this.send(session.pc, await source.take(cycle), settings);
      const { transceiver, track } = publication;
      this.kind = track.kind;
      if (settings.audio && this.kind === 'video') await this.send(session.pc, await microphone(), settings);
      this.onTrack(track);
      const before = await readEncoded(transceiver.sender);
      const showing = { transceiver, publish: cycle, code: source.expects === 'none' ? null : cycle };
      const negotiationMs = Math.round(await session.negotiate(showing, startBitrate(settings)));
      this.publishesHere += 1;
      const outcome = await watch({ session, source, publication, before, cycle, startedAt, settings });
      const { transceivers, mLines, sdpBytes } = this.state();
      return { cycle, ...outcome, negotiationMs, transceivers, mLines, sdpBytes };
    } catch (error) {
      this.abort();
      throw error;
    }
  }

  /** Unpublishes everything, negotiates, then stops the tracks. */
  async unpublish(settings: Settings): Promise<void> {
    const { session, sent } = this;
    if (!session || !sent.length) return;
    try {
      for (const { transceiver } of sent) await stopSending(session.pc, transceiver, settings.unpublish);
      await session.negotiate(null, startBitrate(settings));
      this.releaseMedia();
    } catch (error) {
      this.abort();
      throw error;
    }
  }

  private async ensureSession({ receiver }: Settings): Promise<Session> {
    const current = this.session;
    // An iframe is fine if the browser blocked the window.
    const fits = current?.receiverKind === receiver || (receiver === 'window' && current?.receiverKind === 'iframe');
    if (current?.usable && fits) return current;
    this.closeSession();
    this.session = await Session.open(receiver, this.stage);
    return this.session;
  }

  private async send(pc: RTCPeerConnection, track: MediaStreamTrack, settings: Settings): Promise<Publication> {
    try {
      const publication = { transceiver: await startSending(pc, track, settings), track };
      this.sent.push(publication);
      return publication;
    } catch (error) {
      track.stop();
      this.closeSession();
      throw error;
    }
  }

  private releaseMedia(): void {
    for (const { track } of this.sent) track.stop();
    this.sent = [];
    this.source?.close();
    this.source = null;
    this.picture.stop();
    this.onTrack(null);
  }

  /** Cleans up after an error. In mid-publish the connection's state is unknown, so the next publish creates a new one. */
  private abort(): void {
    const wasSending = this.published;
    this.releaseMedia();
    if (wasSending) this.closeSession();
  }

  private closeSession(): void {
    this.session?.close();
    this.session = null;
    this.publishesHere = 0;
  }
}
