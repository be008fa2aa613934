import { sends } from '../../../protocol/directions';
import type { LogEntry } from '../../../protocol/log';
import type { ConnectionState, Kind } from '../../../protocol/state';
import { OutOfBounds } from '../scan/bounds';
import { type Description, reversed } from './description';
import { ReplayedTransceiver } from './transceiver';
import type { Capture, SeenSender, TransceiverUpdate } from './types';

type Draft<T> = T extends unknown ? Omit<T, 'n' | 'at' | 'connection'> : never;
export type Write = (at: number, connection: number, entry: Draft<LogEntry>) => void;

/** Limit per connection, because each event searches all of them. */
const MAX_TRANSCEIVERS = 5_000;

const CONNECTION_STATES = new Set(['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed']);
const ICE_STATES = new Set(['new', 'checking', 'connected', 'completed', 'disconnected', 'failed', 'closed']);
const SIGNALING_STATES = new Set([
  'stable',
  'have-local-offer',
  'have-remote-offer',
  'have-local-pranswer',
  'have-remote-pranswer',
  'closed',
]);

/** What no event tells of a transceiver. */
const UNTOLD: Pick<TransceiverUpdate, 'reason' | 'mid' | 'streams' | 'encodings' | 'receiver' | 'currentDirection'> = {
  reason: null,
  mid: null,
  streams: [],
  encodings: [],
  receiver: null,
  currentDirection: null,
};

/** What is known of a transceiver that no event told of. */
interface Place extends Pick<TransceiverUpdate, 'mid' | 'direction' | 'currentDirection'> {
  kind: Kind;
}

/** Senders without a description: those with a track send, whatever else they do. */
function undescribed(senders: ReadonlyMap<string, SeenSender>): Place[] {
  return [...senders].flatMap(([mid, { kind, attached }]) => {
    const direction = attached === false ? 'inactive' : 'sendonly';
    return kind === null ? [] : [{ mid, kind, direction, currentDirection: direction }];
  });
}

/**
 * One connection from a file's events, as the hook would have reported it. States are text in the
 * file; a state that no specification defines is ignored.
 */
export class ReplayedConnection {
  readonly state: ConnectionState;
  readonly transceivers: ReplayedTransceiver[] = [];
  private local: Description | null = null;
  private remote: Description | null = null;
  /** Bytes of the candidates gathered since, which become lines of the local description. */
  private candidateBytes = 0;
  private negotiating = false;

  constructor(
    id: number,
    at: number,
    private readonly captures: ReadonlyMap<string, Capture>,
    private readonly nextId: () => number,
    private readonly write: Write,
  ) {
    this.state = {
      id,
      madeAt: at,
      madeStack: null,
      connectionState: 'new',
      iceConnectionState: 'new',
      signalingState: 'stable',
      closedAt: null,
      collectedAt: null,
      mLines: null,
      mLinesRejected: null,
      localSdpBytes: null,
      remoteSdpBytes: null,
      negotiations: 0,
      lastNegotiationMs: null,
      dataChannels: 0,
      logDropped: 0,
    };
    this.log(at, { type: 'connection', transceiver: null, name: 'made', value: '' });
  }

  transceiverOf(mid: string, kind: Kind | null): ReplayedTransceiver | undefined {
    return this.transceivers.findLast(({ state }) => state.mid === mid && (kind === null || state.kind === kind));
  }

  /** Logs a method call. @param args as the log shows them */
  call(at: number, name: string, args: string, transceiver: number | null = null): void {
    this.log(at, { type: 'call', transceiver, name, args, stack: null, error: null });
    if (name === 'createDataChannel') this.state.dataChannels += 1;
  }

  updateTransceiver(at: number, update: TransceiverUpdate): void {
    let transceiver = this.transceivers.find((transceiver) => transceiver.matches(update));
    if (transceiver && update.reason === 'removeTrack') {
      this.call(at, 'removeTrack', `sender of mid ${update.mid}`, transceiver.state.id);
    }
    transceiver ??= this.add(at, update.kind ?? this.kindOf(update), update);
    transceiver.update(at, update);
  }

  /** @throws {OutOfBounds} */
  private add(at: number, kind: Kind, update: TransceiverUpdate): ReplayedTransceiver {
    if (this.transceivers.length >= MAX_TRANSCEIVERS) {
      throw new OutOfBounds(`has more than ${MAX_TRANSCEIVERS.toLocaleString('en')} transceivers`);
    }
    const log = (time: number, entry: Draft<LogEntry>) => this.log(time, entry);
    const transceiver = new ReplayedTransceiver(this.nextId(), this.state.id, kind, at, update, this.captures, log);
    this.transceivers.push(transceiver);
    transceiver.logCreation(at);
    return transceiver;
  }

  /**
   * Adds the transceivers of the descriptions in place, or of the senders where there are none, in a file that begins
   * after they were made. One that has sent before gets its publish here, because when it was is not known.
   * @param senders what the statistics say, by mid
   */
  seed(at: number, senders: ReadonlyMap<string, SeenSender>): ReplayedTransceiver[] {
    const seeded = new Map<ReplayedTransceiver, { update: TransceiverUpdate; hasSent: boolean }>();
    for (const place of this.local ? this.negotiated(this.local) : undescribed(senders)) {
      if (this.transceivers.length >= MAX_TRANSCEIVERS) break;
      const { mid, kind, currentDirection } = place;
      const { attached = null, hasSent = false } = (mid === null ? undefined : senders.get(mid)) ?? {};
      const track = (attached ?? sends(currentDirection)) ? '' : null;
      const update: TransceiverUpdate = { ...UNTOLD, ...place, index: this.transceivers.length, track };
      seeded.set(this.add(at, kind, { ...update, currentDirection: null }), { update, hasSent });
    }
    // All are made before any is published or taken away: their order is not known, so none may tell of growth.
    for (const [transceiver, { update, hasSent }] of seeded) {
      if (hasSent) transceiver.update(at, { ...update, track: '', currentDirection: 'sendonly' });
    }
    for (const [transceiver, { update }] of seeded) transceiver.update(at, update);
    return [...seeded.keys()];
  }

  /** The m-lines of a local description that have a transceiver. */
  private negotiated(local: Description): Place[] {
    const { remote } = this;
    const answer = [local, remote].find((each) => each?.type === 'answer');
    return local.sections.flatMap(({ kind, mid, rejected, direction }, i) => {
      if (kind === null || rejected) return [];
      const answered = answer === local ? direction : reversed(remote?.sections[i]?.direction ?? 'inactive');
      return [{ mid, kind, direction, currentDirection: answer ? answered : null }];
    });
  }

  /** A sender of Plan B, which has no transceivers. It lives as long as its track is in a stream. */
  addPlanBSender(at: number, kind: Kind, track: string): ReplayedTransceiver {
    const update: TransceiverUpdate = {
      ...UNTOLD,
      index: this.transceivers.length,
      reason: 'addStream',
      kind,
      track,
      direction: 'sendonly',
    };
    const sender = this.add(at, kind, update);
    sender.update(at, { ...update, currentDirection: 'sendonly' });
    return sender;
  }

  removePlanBSender(at: number, track: string): ReplayedTransceiver | undefined {
    const sender = this.transceivers.findLast(({ state }) => state.index !== null && state.track?.id === track);
    sender?.remove(at);
    return sender;
  }

  setLocal(description: Description | null): void {
    if (!description) return;
    this.local = description;
    this.candidateBytes = 0;
    this.readSizes();
  }

  setRemote(description: Description | null): void {
    this.remote = description ?? this.remote;
  }

  /** @param line `candidate:…`; null if unknown */
  addLocalCandidate(line: string | null): void {
    // "a=" and the line's end.
    if (line) this.candidateBytes += line.length + 4;
    this.readSizes();
  }

  setConnectionState(at: number, value: string): void {
    if (!CONNECTION_STATES.has(value)) return;
    this.state.connectionState = value as RTCPeerConnectionState;
    this.log(at, { type: 'connection', transceiver: null, name: 'connectionState', value });
  }

  setIceConnectionState(at: number, value: string): void {
    if (!ICE_STATES.has(value)) return;
    this.state.iceConnectionState = value as RTCIceConnectionState;
    this.log(at, { type: 'connection', transceiver: null, name: 'iceConnectionState', value });
  }

  setSignalingState(at: number, value: string): void {
    if (!SIGNALING_STATES.has(value)) return;
    const { state } = this;
    state.signalingState = value as RTCSignalingState;
    this.log(at, { type: 'connection', transceiver: null, name: 'signalingState', value });
    if (value === 'closed') {
      this.close(at);
      return;
    }
    if (value !== 'stable') {
      this.negotiating = true;
      return;
    }
    this.readSizes();
    this.removeStopped(at);
    if (!this.negotiating) return;
    this.negotiating = false;
    state.negotiations += 1;
    const { mLines, localSdpBytes: sdpBytes } = state;
    const transceivers = this.transceivers.filter((transceiver) => transceiver.state.index !== null).length;
    this.log(at, { type: 'negotiated', transceiver: null, ms: null, transceivers, mLines, sdpBytes });
  }

  close(at: number): void {
    if (this.state.closedAt !== null) return;
    this.state.closedAt = at;
    this.state.signalingState = 'closed';
    this.state.connectionState = 'closed';
    this.state.iceConnectionState = 'closed';
    this.log(at, { type: 'connection', transceiver: null, name: 'closed', value: '' });
  }

  private log(at: number, entry: Draft<LogEntry>): void {
    this.write(at, this.state.id, entry);
  }

  /** For a kind that neither the update nor the whole file tells: by the description so far, or by the captured track. */
  private kindOf({ mid, track }: TransceiverUpdate): Kind {
    const section = [...(this.local?.sections ?? []), ...(this.remote?.sections ?? [])].find(
      (each) => each.mid === mid,
    );
    if (mid !== null && section?.kind) return section.kind;
    return track !== null && this.captures.get(track)?.type === 'microphone' ? 'audio' : 'video';
  }

  private readSizes(): void {
    const { local, remote, state } = this;
    if (local) {
      state.mLines = local.sections.length;
      state.mLinesRejected = local.sections.filter((section) => section.rejected).length;
      state.localSdpBytes = local.bytes + this.candidateBytes;
    }
    if (remote) state.remoteSdpBytes = remote.bytes;
  }

  /**
   * A stop creates no event. It shows in the answer, in which the m-line has port 0 (in an offer that
   * may also mean a=bundle-only; RFC 8829, section 5.3.1) or the mid of another transceiver.
   */
  private removeStopped(at: number): void {
    const answer = [this.local, this.remote].find((each) => each?.type === 'answer');
    const offer = [this.local, this.remote].find((each) => each?.type === 'offer');
    if (!answer) return;
    const mids = answer.sections.map((section, i) => section.mid ?? offer?.sections[i]?.mid ?? null);
    const alive = new Set(mids.filter((mid, i) => mid !== null && !answer.sections[i]!.rejected));
    for (const transceiver of this.transceivers) {
      const { mid, index } = transceiver.state;
      if (index === null || mid === null || alive.has(mid)) continue;
      transceiver.remove(at);
      for (const other of this.transceivers) {
        if (other.state.index !== null && other.state.index > index) other.state.index -= 1;
      }
    }
  }
}
