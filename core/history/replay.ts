import { receives } from '../../protocol/directions';
import type { StateEntry } from '../../protocol/log';
import type { Direction, Kind, Phase } from '../../protocol/state';
import type { Range } from '../estimate/totals';
import { type KnownPhase, phaseOf } from '../lanes/phase';
import { isChosen } from '../lists/chosen';
import type { FigureChange } from '../model/data';

/** One document's history, all lists in order of time. */
export interface History {
  steps: readonly StateEntry[];
  figures: readonly FigureChange[];
}

export interface ReplaySource {
  history: History;
  /** The connections to include; null for all. */
  connections: ReadonlySet<number> | null;
}

export type EncoderGroup = `${Kind} ${'sending' | 'idle'}`;
export const ENCODER_GROUPS: readonly EncoderGroup[] = ['video idle', 'video sending', 'audio idle', 'audio sending'];
export const DIRECTIONS: readonly Direction[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive', 'stopped'];

/** The state from `at` until the next point. */
export interface Point {
  at: number;
  directions: Record<Direction, number>;
  phases: Record<Phase, number>;
  /** The same, with those that never sent split by what they receive. */
  uses: Record<KnownPhase, number>;
  /** Receivers that received and no longer do, also of transceivers that send. */
  deadReceivers: Record<Kind, number>;
  /** MiB of the encoders behind senders. */
  encoders: Record<EncoderGroup, Range>;
  /** Senders whose encoder has an unknown size. */
  unknown: number;
  /** The same by group. */
  unknownIn: Record<EncoderGroup, number>;
}

export interface Span {
  from: number;
  to: number;
}

interface Live {
  kind: Kind;
  direction: Direction;
  phase: Phase;
  use: KnownPhase;
  hasReceived: boolean;
  isDeadReceiver: boolean;
  range: Range | null;
}

/**
 * Replays the histories of one or more documents into a step series of counts and encoder estimates:
 * a first point at `from`, at most one point in each of `columns` equal parts (the last state in a
 * part wins), and a last point at `to`.
 */
export function replay(
  sources: readonly ReplaySource[],
  span: Span,
  kinds: ReadonlySet<Kind>,
  columns: number,
): Point[] {
  const lives = sources.map(() => new Map<number, Live>());
  const firstFigures = sources.map(({ history }) => firstOf(history.figures));
  const state = emptyPoint(span.from);
  const width = (span.to - span.from) / columns;
  const points: Point[] = [];
  let column = -1;
  /** When the last event of the column was, whose state is not copied yet: of thousands only the last in a column is. */
  let last: number | null = null;
  /** Something changes then. */
  const change = (at: number) => {
    if (at <= span.from) return;
    const eventColumn = Math.min(columns - 1, Math.floor((at - span.from) / width));
    if (eventColumn !== column) points.push(copyOf(state, last ?? span.from));
    column = eventColumn;
    last = at;
  };

  eachInOrder(sources, span.to, (at, source, step, figure) => {
    const live = lives[source]!;
    if (step) {
      if (!kinds.has(step.kind)) return;
      change(at);
      const before = live.get(step.transceiver!);
      if (before) count(state, before, -1);
      if (step.why === 'removed') live.delete(step.transceiver!);
      else {
        const range = before ? before.range : (firstFigures[source]!.get(step.transceiver!) ?? null);
        const { kind, direction, phase } = step;
        const isReceiving = receives(step.currentDirection);
        const hasReceived = before?.hasReceived === true || isReceiving;
        const isDeadReceiver = hasReceived && !isReceiving && phase !== 'stopped';
        const use = phaseOf(step, hasReceived);
        const after = { kind, direction, phase, use, hasReceived, isDeadReceiver, range };
        live.set(step.transceiver!, after);
        count(state, after, 1);
      }
    } else {
      const transceiver = live.get(figure!.transceiver);
      if (!transceiver) return;
      change(at);
      count(state, transceiver, -1);
      transceiver.range = figure!.range;
      count(state, transceiver, 1);
    }
  });
  points.push(copyOf(state, last ?? span.from), copyOf(state, span.to));
  return points;
}

/** A sender's first figure is assumed to hold since its first send, from before the panel was open. */
function firstOf(figures: readonly FigureChange[]): Map<number, Range | null> {
  const first = new Map<number, Range | null>();
  for (const { transceiver, range } of figures) if (!first.has(transceiver)) first.set(transceiver, range);
  return first;
}

/**
 * Calls `visit` with each step and figure up to a time, in order of time; at the same time in the order of the
 * sources, and a source's steps before its figures. The lists are merged, so that nothing is made
 * for each of thousands, every second.
 */
function eachInOrder(
  sources: readonly ReplaySource[],
  to: number,
  visit: (at: number, source: number, step: StateEntry | null, figure: FigureChange | null) => void,
): void {
  const lists = sources.flatMap(({ history }, source) => [
    { source, events: inOrder<StateEntry | FigureChange>(history.steps), isSteps: true, next: 0 },
    { source, events: inOrder<StateEntry | FigureChange>(history.figures), isSteps: false, next: 0 },
  ]);
  for (;;) {
    let first: (typeof lists)[number] | null = null;
    let at = Number.POSITIVE_INFINITY;
    for (const list of lists) {
      const event = list.events[list.next];
      if (!event || event.at >= at) continue;
      first = list;
      at = event.at;
    }
    if (!first || at > to) return;
    const event = first.events[first.next++]!;
    if (!first.isSteps) visit(at, first.source, null, event as FigureChange);
    else {
      const step = event as StateEntry;
      if (step.transceiver !== null && isChosen(sources[first.source]!.connections, step.connection!)) {
        visit(at, first.source, step, null);
      }
    }
  }
}

/** The list itself where it is in order; a page's clock may have been set back meanwhile. */
function inOrder<T extends { at: number }>(list: readonly T[]): readonly T[] {
  const isSorted = list.every(({ at }, i) => i === 0 || list[i - 1]!.at <= at);
  return isSorted ? list : list.toSorted((a, b) => a.at - b.at);
}

function count(point: Point, { kind, direction, phase, use, isDeadReceiver, range }: Live, by: 1 | -1): void {
  point.directions[direction] += by;
  point.phases[phase] += by;
  point.uses[use] += by;
  if (isDeadReceiver) point.deadReceivers[kind] += by;
  if (phase !== 'sending' && phase !== 'idle') return;
  if (!range) {
    point.unknown += by;
    point.unknownIn[`${kind} ${phase}`] += by;
    return;
  }
  const sum = point.encoders[`${kind} ${phase}`];
  // Rounding errors of floats add up, and a sum below zero would be shown as negative.
  sum.low = Math.max(0, sum.low + by * range.low);
  sum.high = Math.max(0, sum.high + by * range.high);
}

function emptyPoint(at: number): Point {
  const zero = () => ({ low: 0, high: 0 });
  return {
    at,
    directions: { sendrecv: 0, sendonly: 0, recvonly: 0, inactive: 0, stopped: 0 },
    phases: { new: 0, sending: 0, idle: 0, stopped: 0 },
    uses: { sending: 0, receiving: 0, idle: 0, received: 0, unused: 0, stopped: 0 },
    deadReceivers: { video: 0, audio: 0 },
    encoders: {
      'video idle': zero(),
      'video sending': zero(),
      'audio idle': zero(),
      'audio sending': zero(),
    },
    unknown: 0,
    unknownIn: { 'video idle': 0, 'video sending': 0, 'audio idle': 0, 'audio sending': 0 },
  };
}

function copyOf(point: Point, at: number): Point {
  const encoders = {} as Record<EncoderGroup, Range>;
  for (const group of ENCODER_GROUPS) encoders[group] = { ...point.encoders[group] };
  const { directions, phases, uses, deadReceivers, unknown, unknownIn } = point;
  return {
    at,
    directions: { ...directions },
    phases: { ...phases },
    uses: { ...uses },
    deadReceivers: { ...deadReceivers },
    encoders,
    unknown,
    unknownIn: { ...unknownIn },
  };
}

/** The point that applies at a time; undefined before the first. */
export function pointAt<T extends { at: number }>(points: readonly T[], at: number): T | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}
