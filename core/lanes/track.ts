import { receives } from '../../protocol/directions';
import type { StateEntry } from '../../protocol/log';
import type { Kind, SourceType } from '../../protocol/state';
import { ENDED_WITH_PARENT } from '../history/publishes';
import { type LanePhase, phaseOf } from './phase';

/** A stretch of time in one phase, epoch ms; `to` is null while it lasts. */
export interface Segment {
  phase: LanePhase;
  from: number;
  to: number | null;
  /** The publish that began it: the number of its log entry (below 0: the log never had it), and what it sends. */
  publish: { n: number; source: SourceType | null } | null;
}

/** One transceiver over time, as far as the log and the snapshots tell. */
export interface Track {
  transceiver: number;
  connection: number;
  kind: Kind;
  /** In order of time, each beginning where the one before ends. */
  segments: Segment[];
  /** Its beginning is missing: the first segment begins where the record does, and not the transceiver. */
  startMissing: boolean;
  /** `removed` from getTransceivers(), or ended together with its `parent`: the connection or the page. */
  end: 'removed' | 'parent' | null;
  publishes: number;
  /** What it sends, or sent last; null if it is not known. */
  source: SourceType | null;
  /** Goes up with every step: it changes in place. */
  steps: number;
}

interface Draft extends Track {
  hasReceived: boolean;
}

const cache = new WeakMap<readonly StateEntry[], { length: number; tracks: Map<number, Draft> }>();

/** A step that comes from comparing a snapshot with the log, and not from the log. */
const isFromSnapshot = ({ n }: StateEntry) => n < 0;

/**
 * The phases of each transceiver over time, by its id, from the state entries of one document. If the
 * same list has grown, only the new steps are read, into the same tracks.
 */
export function tracksOf(steps: readonly StateEntry[]): ReadonlyMap<number, Track> {
  let state = cache.get(steps);
  if (!state || state.length > steps.length) {
    state = { length: 0, tracks: new Map() };
    cache.set(steps, state);
  }
  for (; state.length < steps.length; state.length++) addStep(state.tracks, steps[state.length]!);
  return state.tracks;
}

function addStep(tracks: Map<number, Draft>, step: StateEntry): void {
  if (step.transceiver === null || step.connection === null) return;
  const track = tracks.get(step.transceiver);
  if (!track) {
    begin(tracks, step, step.transceiver, step.connection);
    return;
  }
  track.steps += 1;
  if (step.why === 'removed') end(track, step);
  else goOn(track, step);
}

function begin(tracks: Map<number, Draft>, step: StateEntry, transceiver: number, connection: number): void {
  if (step.why === 'removed') return;
  const { at, kind } = step;
  const track: Draft = {
    transceiver,
    connection,
    kind,
    segments: [],
    startMissing: step.why !== 'made',
    end: null,
    publishes: 0,
    source: null,
    steps: 1,
    hasReceived: false,
  };
  tracks.set(transceiver, track);
  // A snapshot found it. It was made then, but what it did until the snapshot is not known.
  const skipped = step.why === 'made' && isFromSnapshot(step) && phaseOf(step, false) !== 'unused';
  if (skipped) {
    track.segments.push({ phase: 'unknown', from: at, to: null, publish: null });
    note(track, step);
  } else goOn(track, step);
}

function goOn(track: Draft, step: StateEntry): void {
  const { at, why, n } = step;
  const phase = phaseOf(step, track.hasReceived);
  const last = track.segments.at(-1);
  note(track, step);
  if (last?.phase === phase && last.to === null && why !== 'published') return;
  if (last) closeGap(track, last, step);
  const publish = why === 'published' ? { n, source: step.source } : null;
  track.segments.push({ phase, from: at, to: null, publish });
  track.end = null;
}

/** Ends the last segment where the step begins. What lies before a change that the log misses is not known. */
function closeGap(track: Draft, last: Segment, step: StateEntry): void {
  const { at } = step;
  if (last.to !== null) {
    // It had ended, for example with its page, and is back.
    if (last.to < at) track.segments.push({ phase: 'unknown', from: last.to, to: at, publish: null });
    return;
  }
  last.to = at;
  if (isFromSnapshot(step)) last.phase = 'unknown';
}

function end(track: Draft, step: StateEntry): void {
  const last = track.segments.at(-1)!;
  last.to ??= step.at;
  track.end = step.n === ENDED_WITH_PARENT ? 'parent' : 'removed';
}

function note(track: Draft, { currentDirection, source, why }: StateEntry): void {
  track.hasReceived ||= receives(currentDirection);
  if (source !== null) track.source = source;
  if (why === 'published') track.publishes += 1;
}
