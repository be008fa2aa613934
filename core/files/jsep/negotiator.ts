import { receives, sends } from '../../../protocol/directions';
import type { Direction, EncodingState, Kind } from '../../../protocol/state';
import type { ReplayedConnection } from '../replay/connection';
import { descriptionOf } from '../replay/description';
import type { ReplayedTransceiver } from '../replay/transceiver';
import { OutOfBounds } from '../scan/bounds';
import { commonOf, withoutSend, withSend } from './directions';
import { type MediaSection, type Sdp, sectionsOf } from './sdp';
import type { SenderReading } from './senders';

/** Limit for one connection: a file may write a large description in a short line. */
const MAX_SDP = 50_000_000;
/** Limit for one sender. */
const MAX_SSRCS = 50;

/** What a call tells of the transceiver that it makes or takes. */
export interface Added {
  reason: 'addTrack' | 'addTransceiver';
  kind: Kind;
  track: string | null;
  streams: string[];
  encodings: EncodingState[];
  direction: Direction;
  /** Id of the receiver's track, which identifies the transceiver; null where the file has none. */
  receiver: string | null;
}

/** A transceiver, and what JSEP needs to know of it. */
export interface Member {
  replayed: ReplayedTransceiver;
  kind: Kind;
  mid: string | null;
  receiver: string | null;
  /** Made by addTrack(), so that a remote m-line may take it (RFC 8829, section 5.10). */
  byTrack: boolean;
  /** Its mid is of an offer that has no answer yet. */
  pending: boolean;
  hasSent: boolean;
  /** Time of the last call about its track. */
  changedAt: number;
  /** Of its streams, as statistics told of them. */
  ssrcs: Set<number>;
}

/**
 * Follows the transceivers of one connection by its calls and descriptions, for files that record only
 * these: which m-line a transceiver gets, and what direction was negotiated, are worked out as a browser
 * does (RFC 8829). Without descriptions, what was added counts as accepted with the negotiation after it.
 */
export class Negotiator {
  readonly members: Member[] = [];
  /** The file has descriptions only: an m-line that sends counts as one with a track. */
  tracksFromSdp = false;
  private hasPlanBSenders = false;
  /** Characters of all descriptions so far. */
  private described = 0;
  private local: { sdp: Sdp; sections: MediaSection[] } | null = null;
  private remote: { sdp: Sdp; sections: MediaSection[] } | null = null;

  constructor(
    readonly connection: ReplayedConnection,
    private readonly touch: (transceiver: ReplayedTransceiver) => void,
  ) {}

  /** Whether the file has descriptions with content. */
  get isDescribed(): boolean {
    return this.local !== null || this.remote !== null;
  }

  /** addTrack() or addTransceiver(). */
  add(at: number, added: Added): void {
    const { reason, kind, track, streams, encodings, receiver } = added;
    this.connection.call(at, reason, `${kind}${reason === 'addTransceiver' ? `, ${added.direction}` : ''}`);
    const member = this.byReceiver(receiver) ?? (reason === 'addTrack' ? this.reusable(kind) : undefined);
    if (!member) {
      this.create(at, added, reason);
      return;
    }
    member.receiver ??= receiver;
    const { direction } = member.replayed.state;
    this.update(at, member, { track, streams, encodings, direction: withSend(direction), reason });
  }

  /** A track in a stream, as Plan B sends it; without Plan B, addStream() makes transceivers. */
  addSender(at: number, kind: Kind, track: string): void {
    this.hasPlanBSenders = true;
    this.touch(this.connection.addPlanBSender(at, kind, track));
  }

  removeSender(at: number, track: string): void {
    const removed = this.connection.removePlanBSender(at, track);
    if (removed) this.touch(removed);
  }

  /** Whether a description has several tracks in one m-line. */
  get isPlanB(): boolean {
    return [this.local, this.remote].some((each) => each?.sections.some(({ tracks }) => tracks.size > 1));
  }

  removeTrack(at: number, member: Member | undefined): void {
    this.connection.call(
      at,
      'removeTrack',
      member ? `sender of mid ${member.mid}` : '',
      member?.replayed.state.id ?? null,
    );
    if (!member) return;
    const { direction } = member.replayed.state;
    this.update(at, member, { track: null, direction: withoutSend(direction), reason: 'removeTrack' });
  }

  replaceTrack(at: number, member: Member | undefined, track: string | null): void {
    this.connection.call(at, 'replaceTrack', track === null ? 'null' : 'track', member?.replayed.state.id ?? null);
    if (member) this.update(at, member, { track, reason: 'replaceTrack' });
  }

  byReceiver(receiver: string | null): Member | undefined {
    return receiver === null ? undefined : this.alive.find((member) => member.receiver === receiver);
  }

  byTrack(track: string): Member | undefined {
    return this.alive.findLast(({ replayed }) => replayed.state.track?.id === track);
  }

  byMid(mid: string): Member | undefined {
    return this.alive.findLast((member) => member.mid === mid);
  }

  /** A `track` event: it names the receiver of a transceiver that a remote offer made. */
  nameReceiver(receiver: string, kind: Kind): void {
    if (this.byReceiver(receiver)) return;
    const member = this.alive.find((each) => each.receiver === null && each.kind === kind);
    if (member) member.receiver = receiver;
  }

  setLocal(at: number, sdp: Sdp): void {
    if (sdp.type === 'rollback') {
      this.rollBack(at);
      return;
    }
    this.count(sdp);
    this.connection.setLocal(descriptionOf(sdp.type, sdp.sdp));
    const sections = sectionsOf(sdp);
    this.local = { sdp, sections };
    const offered = sdp.type === 'offer' ? sections : (this.remote?.sections ?? []);
    for (const [i, section] of sections.entries()) {
      const mid = section.mid ?? offered[i]?.mid ?? null;
      if (section.kind === null || section.rejected || mid === null) continue;
      const { kind, direction } = section;
      const track = section.track ?? (this.tracksFromSdp && sends(direction) ? '' : null);
      let member = this.byMid(mid) ?? this.offeredIn(section, kind);
      if (!member) {
        member = this.create(at, { ...UNKNOWN, kind, track, direction }, null);
        member.pending = sdp.type === 'offer';
      }
      member.pending ||= sdp.type === 'offer' && member.mid === null;
      member.mid = mid;
      this.update(at, member, {
        ...(sdp.type === 'offer' ? { direction } : { currentDirection: direction }),
        ...(this.tracksFromSdp ? { track } : {}),
      });
    }
    if (sdp.type === 'answer') this.associate();
  }

  setRemote(at: number, sdp: Sdp): void {
    if (sdp.type === 'rollback') {
      this.rollBack(at);
      return;
    }
    // A remote offer takes back our own one that has no answer (JSEP, "perfect negotiation").
    if (sdp.type === 'offer') this.rollBack(at);
    this.count(sdp);
    this.connection.setRemote(descriptionOf(sdp.type, sdp.sdp));
    const sections = sectionsOf(sdp, true);
    this.remote = { sdp, sections };
    for (const [i, section] of sections.entries()) {
      const mid = section.mid ?? this.local?.sections[i]?.mid ?? null;
      if (section.kind === null || section.rejected || mid === null) continue;
      let member = this.byMid(mid);
      if (sdp.type !== 'offer') {
        // Without our own offer in the file, the answer is the first to name its m-lines.
        if (!member && this.local === null) member = this.unassociated(section.kind)[0];
        if (!member) continue;
        member.mid ??= mid;
        this.update(at, member, { currentDirection: section.direction });
        continue;
      }
      member ??= this.unassociated(section.kind).find(
        ({ byTrack, replayed }) => byTrack && sends(replayed.state.direction),
      );
      member ??= this.create(at, { ...UNKNOWN, kind: section.kind, direction: 'recvonly' }, 'setRemoteDescription');
      member.pending ||= member.mid === null;
      member.mid = mid;
      this.update(at, member, {});
    }
    if (sdp.type === 'answer') this.associate();
  }

  /**
   * A negotiation is complete. setLocalDescription() without an argument leaves no description in some files: then
   * what the remote one offers, and the transceiver is ready for, is what was negotiated.
   */
  settle(at: number): void {
    if (this.local) return;
    if (!this.remote) {
      for (const member of this.alive) this.update(at, member, { currentDirection: member.replayed.state.direction });
      return;
    }
    const { sdp, sections } = this.remote;
    for (const { mid, rejected, direction } of sdp.type === 'offer' ? sections : []) {
      const member = mid === null || rejected ? undefined : this.byMid(mid);
      if (!member) continue;
      this.update(at, member, { currentDirection: commonOf(member.replayed.state.direction, direction) });
    }
    this.associate();
  }

  /**
   * The transceiver of a sender in a reading: by its track, its m-line, or its SSRCs. One that only statistics tell of
   * is made, unless descriptions tell of all, or nothing tells which of its layers are of one sender.
   */
  memberOf(at: number, { mid, kind, track, attached, layers }: SenderReading): Member | undefined {
    const ssrcs = layers.flatMap(({ ssrc }) => ssrc ?? []);
    const known =
      (track === null ? undefined : this.byTrack(track)) ??
      (mid === null ? undefined : this.byMid(mid)) ??
      this.alive.find((each) => (mid === null || each.mid === null) && ssrcs.some((ssrc) => each.ssrcs.has(ssrc)));
    const isUnclear = mid === null && (attached !== true || this.isDescribed || this.hasPlanBSenders);
    const member = known ?? (isUnclear ? undefined : this.senderOf(at, mid, kind));
    if (!member) return undefined;
    member.mid ??= mid;
    for (const ssrc of ssrcs) if (member.ssrcs.size < MAX_SSRCS) member.ssrcs.add(ssrc);
    return member;
  }

  /** A sender that only statistics tell of, or whose m-line or SSRC they tell first. */
  private senderOf(at: number, mid: string | null, kind: Kind): Member {
    const isUnnamed = (each: Member) => each.mid === null && each.ssrcs.size === 0;
    const unnamed = this.alive.find((each) => isUnnamed(each) && each.kind === kind && each.hasSent);
    if (unnamed) {
      unnamed.mid = mid;
      this.update(at, unnamed, {});
      return unnamed;
    }
    const created = this.create(at, { ...UNKNOWN, kind, track: '', direction: 'sendonly' }, null, mid);
    this.update(at, created, { currentDirection: 'sendonly' });
    // Whether it has a track is for this reading to tell.
    created.changedAt = Number.NEGATIVE_INFINITY;
    return created;
  }

  /** Applies what a reading tells of a track: nothing logs a replaceTrack(). */
  attach(at: number, member: Member, attached: boolean): void {
    const { replayed } = member;
    if (attached === (replayed.state.track !== null) || !this.alive.includes(member)) return;
    replayed.applyReplacedTrack(at, attached);
    member.changedAt = at;
    this.touch(replayed);
  }

  /** @throws {OutOfBounds} */
  private count({ sdp }: Sdp): void {
    this.described += sdp.length;
    if (this.described > MAX_SDP)
      throw new OutOfBounds(`has more than ${MAX_SDP / 1e6} MB of descriptions in a connection`);
  }

  /** No rollback takes back what an answer has accepted. */
  private associate(): void {
    for (const member of this.members) member.pending = false;
  }

  private get alive(): Member[] {
    return this.members.filter(({ replayed }) => replayed.state.index !== null);
  }

  private unassociated(kind: Kind): Member[] {
    return this.alive.filter((member) => member.mid === null && member.kind === kind);
  }

  /** The transceiver that a new m-line of an own offer is of: the one with its track, else the oldest without a mid. */
  private offeredIn({ track }: MediaSection, kind: Kind): Member | undefined {
    const candidates = this.unassociated(kind);
    return candidates.find(({ replayed }) => track !== null && replayed.state.track?.id === track) ?? candidates[0];
  }

  /** The sender that addTrack() takes: it has no track, and has never sent (WebRTC, section 5.1). */
  private reusable(kind: Kind): Member | undefined {
    return this.alive.find(
      ({ kind: each, hasSent, replayed }) => each === kind && !hasSent && replayed.state.track === null,
    );
  }

  private create(at: number, added: Omit<Added, 'reason'>, reason: string | null, mid: string | null = null): Member {
    const { kind, track, streams, encodings, receiver, direction } = added;
    const { connection } = this;
    const update = { reason, mid, kind, track, streams, encodings, receiver, direction, currentDirection: null };
    connection.updateTransceiver(at, { ...update, receiver: null, index: this.alive.length });
    const replayed = connection.transceivers.at(-1)!;
    const member = {
      replayed,
      kind,
      mid,
      receiver,
      byTrack: reason === 'addTrack',
      pending: false,
      hasSent: false,
      changedAt: at,
      ssrcs: new Set<number>(),
    };
    this.members.push(member);
    this.touch(replayed);
    return member;
  }

  private update(
    at: number,
    member: Member,
    changes: Partial<Pick<Added, 'track' | 'streams' | 'encodings' | 'direction'>> & {
      currentDirection?: Direction | null;
      reason?: string;
    },
  ): void {
    const { replayed, mid, kind, receiver } = member;
    const { state } = replayed;
    if (state.index === null) return;
    const { index, streams, encodings, direction, currentDirection } = state;
    replayed.update(at, {
      ...{ index, mid, kind, receiver, streams, encodings, direction, currentDirection },
      ...{ reason: null, track: state.track?.id ?? null },
      ...changes,
    });
    if (state.phase === 'sending') member.hasSent = true;
    if (changes.track !== undefined) member.changedAt = at;
    this.touch(replayed);
  }

  /** Takes back what an offer without an answer did. */
  private rollBack(at: number): void {
    for (const member of this.members) {
      if (!member.pending) continue;
      member.pending = false;
      member.mid = null;
      const { state } = member.replayed;
      if (state.madeBy === 'setRemoteDescription' && state.track === null && !receives(state.currentDirection)) {
        member.replayed.remove(at);
        this.touch(member.replayed);
      } else this.update(at, member, {});
    }
  }
}

const UNKNOWN = { track: null, streams: [], encodings: [], receiver: null };
