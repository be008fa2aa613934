import type { TransceiverState } from '../../protocol/state';
import { type Culprit, culpritOf } from '../callsite/stack';
import { type Estimate, estimateOf } from '../estimate/memory';
import type { DocumentView } from '../model/view';
import { type Segment, type Track, tracksOf } from './track';

/** One transceiver as a row of the picture. */
export interface Lane extends Omit<Track, 'transceiver' | 'kind' | 'steps'> {
  /** Unique in the panel, and the same as the transceiver's row in the table. */
  key: string;
  document: string;
  /** Null: a connection has m-lines, and nothing of their transceivers was recorded. */
  transceiver: number | null;
  kind: Track['kind'] | null;
  mid: string | null;
  /** m-lines of a connection whose transceivers were not recorded. */
  mLines: number | null;
  /** What its encoder holds now. */
  estimate: Estimate;
  /** The line that made it. */
  culprit: Culprit;
}

const ENDED: Estimate = { state: 'none', why: 'It has ended.' };

/**
 * The lanes of one document's connections, oldest first.
 * @param connections null for all that it has or had
 * @param since lanes that ended before this time are left out, epoch ms
 */
export function lanesOf(view: DocumentView, connections: ReadonlySet<number> | null, since: number): Lane[] {
  const lanes: Lane[] = [];
  const seen = new Set<number>();
  for (const track of tracksOf(view.history.steps).values()) {
    seen.add(track.connection);
    if (connections && !connections.has(track.connection)) continue;
    if (track.end !== null && track.segments.at(-1)!.to! < since) continue;
    lanes.push(laneOf(view, track));
  }
  for (const { id, mLines, madeAt, closedAt } of view.connections.values()) {
    const hidden = seen.has(id) || !mLines || (connections && !connections.has(id));
    if (hidden || (closedAt !== null && closedAt < since)) continue;
    lanes.push(unrecordedLane(view.id, id, mLines, { phase: 'unknown', from: madeAt, to: closedAt, publish: null }));
  }
  return lanes.sort((a, b) => a.segments[0]!.from - b.segments[0]!.from || (a.transceiver ?? 0) - (b.transceiver ?? 0));
}

/** The last lane of a track, and what it was made of. */
interface Made {
  steps: number;
  state: TransceiverState | undefined;
  beganAt: number;
  stacks: number;
  lane: Lane;
}

const made = new WeakMap<Track, Made>();

/** A lane keeps its identity until something of it changes. */
function laneOf(view: DocumentView, track: Track): Lane {
  const state = view.judged.get(track.transceiver);
  const beganAt = state?.madeAt ?? view.connections.get(track.connection)?.madeAt ?? view.info.startedAt;
  const { steps } = track;
  const stacks = view.stacksRevision;
  const before = made.get(track);
  const isSame = before?.steps === steps && before.state === state && before.beganAt === beganAt;
  if (isSame && before.stacks === stacks) return before.lane;
  const lane = makeLane(view, track, state, beganAt);
  made.set(track, { steps, state, beganAt, stacks, lane });
  return lane;
}

function makeLane(view: DocumentView, track: Track, state: TransceiverState | undefined, beganAt: number): Lane {
  const { steps: _, ...rest } = track;
  const { transceiver, startMissing, end } = track;
  const first = track.segments[0]!;
  const missing: Segment[] =
    startMissing && beganAt < first.from ? [{ phase: 'unknown', from: beganAt, to: first.from, publish: null }] : [];
  return {
    ...rest,
    segments: [...missing, ...track.segments],
    key: `${view.id} ${transceiver}`,
    document: view.id,
    mid: state?.mid ?? null,
    mLines: null,
    estimate: end !== null || !state ? ENDED : estimateOf(state),
    culprit: culpritOf(state ? view.stackOf(state.madeStack) : null),
  };
}

function unrecordedLane(document: string, connection: number, mLines: number, segment: Segment): Lane {
  return {
    key: `${document} connection ${connection}`,
    document,
    connection,
    transceiver: null,
    kind: null,
    mid: null,
    mLines,
    segments: [segment],
    startMissing: true,
    end: segment.to === null ? null : 'parent',
    publishes: 0,
    source: null,
    estimate: ENDED,
    culprit: culpritOf(null),
  };
}
