import { LIMITS } from '../../../protocol/limits';
import type { SourceType } from '../../../protocol/state';
import type { DocumentModel } from '../../model/document';
import { BadFile } from '../fault';
import { ReplayedDocument } from '../replay/document';
import type { Capture } from '../replay/types';
import type { RecordingSource } from '../sources';
import { type Member, Negotiator } from './negotiator';
import { type Reports, type SenderReading, sendersIn } from './senders';

/** Limit of connections in one file, as for dumps of chrome://webrtc-internals. */
const MAX_CONNECTIONS = 500;
/** A reading may have been under way when a track came or went. */
const TOLERANCE_MS = 250;

/** The page that a file is about: its connections by the file's own names. */
export class ReplayedPage {
  readonly captures = new Map<string, Capture>();
  /** Connections beyond the limit. */
  readonly leftOut = new Set<string>();
  private readonly document: ReplayedDocument;
  private readonly negotiators = new Map<string, Negotiator>();
  private readonly readAt = new Map<string, number>();

  constructor(url: string, startedAt: number, source: RecordingSource) {
    const info = { id: 'page', url: url.slice(0, LIMITS.longText), top: true, startedAt };
    this.document = new ReplayedDocument(info, source);
  }

  /** The connection of that name, made with the first event about it; null beyond the limit. */
  connection(name: string, at: number): Negotiator | null {
    const known = this.negotiators.get(name);
    if (known) return known;
    if (this.negotiators.size >= MAX_CONNECTIONS) {
      if (this.leftOut.size < LIMITS.connections) this.leftOut.add(name);
      return null;
    }
    const connection = this.document.connect(this.negotiators.size + 1, at, this.captures);
    const made = new Negotiator(connection, (transceiver) => this.document.touch(transceiver));
    this.negotiators.set(name, made);
    return made;
  }

  capture(id: string, kind: unknown, label: string, isDisplay: boolean): void {
    if (this.captures.size >= LIMITS.captures * 10) return;
    this.captures.set(id, { type: isDisplay ? surfaceOf(label) : kind === 'audio' ? 'microphone' : 'camera', label });
  }

  /** Brings the model up to date, where that is due. */
  flush(at: number): void {
    if (this.document.isFull) this.document.flush(at);
  }

  /**
   * Applies one reading of a connection's statistics.
   * @param tellsTracks whether the file logs no replaceTrack(), so that readings have to tell of it
   */
  read(at: number, name: string, reports: Reports, tellsTracks: boolean): void {
    const negotiator = this.connection(name, at);
    if (!negotiator) return;
    const before = this.readAt.get(name) ?? Number.NEGATIVE_INFINITY;
    this.readAt.set(name, at);
    this.document.flush(at);
    const seen = new Map<Member, SenderReading>();
    for (const sender of sendersIn(reports).sort(byMid)) {
      const member = negotiator.memberOf(at, sender);
      if (!member) continue;
      const { attached, layers } = seen.get(member) ?? { attached: null, layers: [] };
      seen.set(member, { ...sender, attached: sender.attached ?? attached, layers: [...layers, ...sender.layers] });
    }
    for (const [member, { attached, layers }] of seen) {
      if (tellsTracks && attached !== null && at - member.changedAt > TOLERANCE_MS) {
        // Taken away between two readings: dated right after the first, since the page may have published again before the second.
        const since = Math.max(before, member.changedAt);
        negotiator.attach(attached || since === Number.NEGATIVE_INFINITY ? at : since + 1, member, attached);
      }
      member.replayed.sample(layers.map((layer) => ({ at, attached, layer })));
      this.document.touch(member.replayed);
    }
    this.document.flush(at);
  }

  /** @throws {BadFile} if there is no connection in it */
  finish(at: number, what: string): DocumentModel {
    if (this.negotiators.size === 0) {
      throw new BadFile(`This ${what} holds no peer connection: the page has to make one while it is recorded.`);
    }
    return this.document.finish(at);
  }
}

/** m-lines in their order, so that senders get their mids in the order in which they were made. */
function byMid({ mid: a }: { mid: string | null }, { mid: b }: { mid: string | null }): number {
  return Number(a ?? Number.MAX_VALUE) - Number(b ?? Number.MAX_VALUE) || 0;
}

/** Chrome labels a display capture after its source; other browsers don't. */
function surfaceOf(label: string): SourceType {
  if (label.startsWith('window:')) return 'window';
  return label.startsWith('web-contents-media-stream:') ? 'tab' : 'screen';
}
