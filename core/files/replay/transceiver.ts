import { sends } from '../../../protocol/directions';
import type { LogEntry } from '../../../protocol/log';
import type { Kind, MadeBy, SourceType, TrackState, TransceiverState } from '../../../protocol/state';
import type { Capture, LayerSample, TransceiverUpdate } from './types';

type Draft = Extract<LogEntry, { type: 'state' }> extends infer T ? Omit<T, 'n' | 'at' | 'connection'> : never;
type Log = (at: number, entry: Draft) => void;

const CREATING_CALLS: readonly MadeBy[] = [
  'addTransceiver',
  'addTrack',
  'addStream',
  'createOffer',
  'setRemoteDescription',
];

/** One transceiver from a file's events. Its phase follows the same rule as in the hook. */
export class ReplayedTransceiver {
  readonly state: TransceiverState;
  private hasSent = false;
  private source: SourceType | null = null;

  constructor(
    id: number,
    connection: number,
    kind: Kind,
    at: number,
    update: TransceiverUpdate,
    private readonly captures: ReadonlyMap<string, Capture>,
    private readonly log: Log,
  ) {
    this.state = {
      id,
      connection,
      index: update.index,
      mid: update.mid,
      kind,
      direction: update.direction,
      currentDirection: null,
      phase: 'new',
      track: null,
      receiverTrack: { id: update.receiver ?? '', readyState: 'live', muted: false },
      streams: [],
      encodings: [],
      codecPreferences: null,
      madeBy: CREATING_CALLS.find((each) => each === update.reason) ?? 'unknown',
      madeAt: at,
      madeStack: null,
      lastSentAt: null,
      released: false,
      idleSince: null,
      lastSize: null,
      reused: 0,
      downscaled: null,
      stats: null,
    };
    this.attach(update.track);
  }

  matches({ receiver, index, mid }: TransceiverUpdate): boolean {
    const { state } = this;
    if (state.index === null) return false;
    if (receiver === null) return state.index === index;
    if (state.receiverTrack.id !== '') return state.receiverTrack.id === receiver;
    // It was seeded from a description, which does not name the receiver's track.
    return mid === null ? state.index === index : state.mid === mid;
  }

  logCreation(at: number): void {
    this.write(at, 'made');
  }

  update(
    at: number,
    { index, mid, track, streams, encodings, receiver, direction, currentDirection, reason }: TransceiverUpdate,
  ) {
    const { state } = this;
    if (state.receiverTrack.id === '' && receiver) state.receiverTrack = { ...state.receiverTrack, id: receiver };
    const directionChanged = direction !== state.direction || currentDirection !== state.currentDirection;
    Object.assign(state, { index: index ?? state.index, mid, streams, encodings, direction, currentDirection });
    this.attach(track);
    if (reason === 'removeTrack') state.released = true;
    if (!this.updatePhase(at) && directionChanged) this.write(at, 'changed');
  }

  /** Sets one reading of all layers. */
  sample(samples: readonly LayerSample[]): void {
    this.state.stats = { at: Math.round(samples[0]!.at), layers: samples.map(({ layer }) => layer) };
  }

  /** Applies a replaceTrack() that has no event. */
  applyReplacedTrack(at: number, attached: boolean): void {
    if (attached === (this.state.track !== null)) return;
    this.attach(attached ? '' : null);
    this.updatePhase(at);
  }

  /** Updates the phase. @returns whether it changed */
  updatePhase(at: number): boolean {
    const { state } = this;
    if (state.index === null) return false;
    const stopped = state.direction === 'stopped' || state.currentDirection === 'stopped';
    const sending = !stopped && state.track !== null && sends(state.currentDirection);
    if (sending) {
      this.hasSent = true;
      state.released = false;
    }
    const phase = stopped ? 'stopped' : sending ? 'sending' : this.hasSent ? 'idle' : 'new';
    if (phase === state.phase) return false;
    if (state.phase === 'sending') state.lastSentAt = at;
    state.phase = phase;
    state.idleSince = phase === 'idle' ? at : null;
    this.write(at, phase === 'sending' ? 'published' : phase === 'idle' ? 'unpublished' : 'stopped');
    return true;
  }

  remove(at: number): void {
    const { state } = this;
    Object.assign(state, { direction: 'stopped', currentDirection: 'stopped', track: null });
    this.updatePhase(at);
    state.index = null;
    this.write(at, 'removed');
  }

  /** Sets the track. An empty id means that there is a track, but nothing else is known. */
  private attach(id: string | null): void {
    const { state } = this;
    if (id === null) {
      state.track = null;
      return;
    }
    const capture = this.captures.get(id);
    this.source = capture?.type ?? (id === '' ? this.source : null) ?? 'unknown';
    state.track = trackOf(id, state.kind, this.source, capture?.label ?? '');
  }

  private write(at: number, why: Draft['why']): void {
    const { id, kind, direction, currentDirection, phase } = this.state;
    this.log(at, {
      type: 'state',
      transceiver: id,
      kind,
      direction,
      currentDirection,
      phase,
      source: this.source,
      why,
    });
  }
}

function trackOf(id: string, kind: Kind, type: SourceType, label: string): TrackState {
  const source = { type, call: null, stack: null, at: null };
  const size = { width: null, height: null, frameRate: null };
  return { id, label, kind, readyState: 'live', enabled: true, muted: false, ...size, source };
}
