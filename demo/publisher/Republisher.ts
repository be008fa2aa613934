import type { CycleReport, DemoState } from './api';
import type { CanvasPicture } from './CanvasPicture';
import { readEncoded } from './gate';
import { Session } from './Session';
import { measureSdp } from './sdp';
import { type Publication, startBitrate, startSending, stopSending } from './sending';
import type { Settings } from './settings';
import { microphone, openSource, type Source } from './sources';
import { watch } from './watch';

/**
 * Publishes and unpublishes, one at a time. After an unpublish it remembers no track, sender or
 * stream: what is then still in memory, the browser holds.
 */
export class Republisher {
  private session: Session | null = null;
  private sent: Publication[] = [];
  /** Opened for this publish alone. */
  private source: Source | null = null;
  private count = 0;
  private publishesHere = 0;
  private kind = 'video';

  constructor(
    private readonly picture: CanvasPicture,
    private readonly stage: HTMLElement,
    /** Called with the track that is being sent, and with null when there is none. */
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
   * One publish, watched until the encoder has its size and the receiver the picture.
   * @param kept a source opened for several publishes; without one, it is opened here
   */
  async publish(settings: Settings, kept: Source | null): Promise<CycleReport> {
    if (this.published) throw new Error('Already published.');
    const began = Date.now();
    try {
      // The capture comes first: a display capture needs the click, a receiver that was refused a
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
      const seen = await watch({ session, source, publication, before, cycle, began, settings });
      const { transceivers, mLines, sdpBytes } = this.state();
      return { cycle, ...seen, negotiationMs, transceivers, mLines, sdpBytes };
    } catch (error) {
      this.giveUp();
      throw error;
    }
  }

  /** Unpublishes all that is sent, negotiates, then stops the tracks. */
  async unpublish(settings: Settings): Promise<void> {
    const { session, sent } = this;
    if (!session || !sent.length) return;
    try {
      for (const { transceiver } of sent) await stopSending(session.pc, transceiver, settings.unpublish);
      await session.negotiate(null, startBitrate(settings));
      this.letGo();
    } catch (error) {
      this.giveUp();
      throw error;
    }
  }

  private async ensureSession({ receiver }: Settings): Promise<Session> {
    const old = this.session;
    // A window that the browser refused became an iframe, which will do.
    const fits = old?.receiverKind === receiver || (receiver === 'window' && old?.receiverKind === 'iframe');
    if (old?.usable && fits) return old;
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

  private letGo(): void {
    for (const { track } of this.sent) track.stop();
    this.sent = [];
    this.source?.close();
    this.source = null;
    this.picture.stop();
    this.onTrack(null);
  }

  /** After an error in mid-publish the connection's state is unknown: the next publish makes a new one. */
  private giveUp(): void {
    const wasSending = this.published;
    this.letGo();
    if (wasSending) this.closeSession();
  }

  private closeSession(): void {
    this.session?.close();
    this.session = null;
    this.publishesHere = 0;
  }
}
