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
  range: Range | null;
}

type Event = { at: number; source: number; step: StateEntry } | { at: number; source: number; figure: FigureChange };

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

  for (const event of eventsInOrder(sources)) {
    if (event.at > span.to) break;
    if (event.at > span.from && points.length === 0) points.push(copyOf(state, span.from));
    const live = lives[event.source]!;
    if ('step' in event) {
      const { step } = event;
      if (!kinds.has(step.kind)) continue;
      const before = live.get(step.transceiver!);
      if (before) count(state, before, -1);
      if (step.why === 'removed') live.delete(step.transceiver!);
      else {
        const range = before ? before.range : (firstFigures[event.source]!.get(step.transceiver!) ?? null);
        const { kind, direction, phase } = step;
        const hasReceived = before?.hasReceived === true || receives(step.currentDirection);
        const after = { kind, direction, phase, use: phaseOf(step, hasReceived), hasReceived, range };
        live.set(step.transceiver!, after);
        count(state, after, 1);
      }
    } else {
      const transceiver = live.get(event.figure.transceiver);
      if (!transceiver) continue;
      count(state, transceiver, -1);
      transceiver.range = event.figure.range;
      count(state, transceiver, 1);
    }
    if (event.at <= span.from) continue;
    const eventColumn = Math.min(columns - 1, Math.floor((event.at - span.from) / width));
    if (eventColumn === column) points[points.length - 1] = copyOf(state, event.at);
    else points.push(copyOf(state, event.at));
    column = eventColumn;
  }
  if (points.length === 0) points.push(copyOf(state, span.from));
  points.push(copyOf(state, span.to));
  return points;
}

/** A sender's first figure is assumed to hold since its first send, from before the panel was open. */
function firstOf(figures: readonly FigureChange[]): Map<number, Range | null> {
  const first = new Map<number, Range | null>();
  for (const { transceiver, range } of figures) if (!first.has(transceiver)) first.set(transceiver, range);
  return first;
}

function eventsInOrder(sources: readonly ReplaySource[]): Event[] {
  const events: Event[] = [];
  sources.forEach(({ history, connections }, source) => {
    for (const step of history.steps) {
      if (step.transceiver === null || !isChosen(connections, step.connection!)) continue;
      events.push({ at: step.at, source, step });
    }
    for (const figure of history.figures) events.push({ at: figure.at, source, figure });
  });
  return events.sort((a, b) => a.at - b.at);
}

function count(point: Point, { kind, direction, phase, use, range }: Live, by: 1 | -1): void {
  point.directions[direction] += by;
  point.phases[phase] += by;
  point.uses[use] += by;
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
  const { directions, phases, uses, unknown, unknownIn } = point;
  return {
    at,
    directions: { ...directions },
    phases: { ...phases },
    uses: { ...uses },
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
