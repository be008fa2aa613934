import { receives } from '../../protocol/directions';
import type { StateEntry } from '../../protocol/log';
import type { Kind, Phase, SourceType } from '../../protocol/state';
import { type Subject, subjectOf } from './subject';
import { Trend } from './trend';

/** Number of a step without a log entry: the transceiver ended together with its connection or page. */
export const ENDED_WITH_PARENT = -2;

/** One send start, and the state around it. */
export interface Publish {
  at: number;
  transceiver: number;
  source: SourceType | null;
  subject: Subject;
  /** It is this transceiver's first publish, so it added a transceiver (or used a receive slot). */
  added: boolean;
  /** Idle transceivers of the same connection and subject when this transceiver was created. */
  idleBefore: number;
  /** It sends the same track as before; null for a first publish, or if unknown. */
  resumed: boolean | null;
}

/** One transceiver, as it is now or was at its end. */
export interface Life {
  phase: Phase;
  /** It left getTransceivers(): stopped and negotiated away, or rolled back. */
  removed: boolean;
  /** The page stopped it, and no negotiation has completed the stop yet. */
  awaiting: boolean;
  /** What it sends or sent last; null if it never sent. */
  subject: Subject | null;
  receives: boolean;
  hasReceived: boolean;
  /** When it was created, epoch ms. */
  madeAt: number;
  /** When it first sent, received or was stopped, epoch ms; null if it was never used. */
  usedAt: number | null;
}

/** The transceivers and publishes of one kind on one connection. */
export interface Group {
  connection: number;
  kind: Kind;
  publishes: Publish[];
  lives: Map<number, Life>;
  /** The highest number sending at the same time, by subject. */
  peaks: Map<Subject, number>;
  /** Trend of the sending and idle transceivers, by subject. Each publish is an occasion to add one. */
  trends: Map<Subject, Trend>;
  receiving: ReceiveStart[];
}

/** A transceiver began to receive. */
export interface ReceiveStart {
  at: number;
  transceiver: number;
  added: boolean;
  /** Transceivers that had stopped receiving when this one was created. */
  idleBefore: number;
}

interface Draft extends Life {
  /** Idle transceivers by subject when it was created, and the number that had stopped receiving. */
  idleWhenMade: ReadonlyMap<Subject, number>;
  doneWhenMade: number;
  published: boolean;
  track: number | null;
}

/** A group with running counts, so that a step does not have to look at all transceivers. */
interface Fold extends Group {
  lives: Map<number, Draft>;
  sending: Map<Subject, number>;
  idle: Map<Subject, number>;
  done: number;
}

const foldCache = new WeakMap<readonly StateEntry[], { length: number; folds: Map<string, Fold> }>();

/**
 * Publishes per connection and kind, in order of time, from the state entries of one document. A
 * transceiver that ended with its connection or page keeps its last state, because no unpublish
 * removed it. If the same list has grown, only the new steps are folded, into the same groups.
 */
export function publishesOf(steps: readonly StateEntry[]): Group[] {
  let state = foldCache.get(steps);
  if (!state || state.length > steps.length) {
    state = { length: 0, folds: new Map() };
    foldCache.set(steps, state);
  }
  for (; state.length < steps.length; state.length++) foldStep(state.folds, steps[state.length]!);
  return [...state.folds.values()];
}

function foldStep(folds: Map<string, Fold>, step: StateEntry): void {
  if (step.connection === null || step.transceiver === null || step.n === ENDED_WITH_PARENT) return;
  const { connection, kind } = step;
  const key = `${connection} ${kind}`;
  let group = folds.get(key);
  if (!group) {
    group = {
      connection,
      kind,
      publishes: [],
      lives: new Map(),
      peaks: new Map(),
      trends: new Map(),
      receiving: [],
      ...emptyCounts(),
    };
    folds.set(key, group);
  }
  apply(group, step, step.transceiver);
}

const emptyCounts = () => ({ sending: new Map<Subject, number>(), idle: new Map<Subject, number>(), done: 0 });

function apply(group: Fold, step: StateEntry, id: number): void {
  const life = group.lives.get(id) ?? newLife(group, step.at);
  group.lives.set(id, life);
  count(group, life, -1);
  const removed = step.why === 'removed';
  life.phase = removed ? 'stopped' : step.phase;
  life.removed = removed || step.currentDirection === 'stopped';
  life.awaiting = life.phase === 'stopped' && !life.removed;
  updateReceiving(group, life, step, id);
  if (step.why === 'published') addPublish(group, life, step, id);
  if (step.track != null) life.track = step.track;
  if (life.phase !== 'new' || life.hasReceived) life.usedAt ??= step.at;
  count(group, life, 1);
  updateTrend(group, life, step);
  const { subject, phase } = life;
  if (subject && phase === 'sending') {
    group.peaks.set(subject, Math.max(group.sending.get(subject)!, group.peaks.get(subject) ?? 0));
  }
}

/** Adds the count of the subject to its trend. A transceiver created ahead of other publishes does not raise it. */
function updateTrend(
  { trends, publishes, sending, idle }: Fold,
  { subject, madeAt }: Draft,
  { at, why }: StateEntry,
): void {
  if (!subject) return;
  let trend = trends.get(subject);
  if (!trend) {
    trend = new Trend();
    trends.set(subject, trend);
  }
  const total = (sending.get(subject) ?? 0) + (idle.get(subject) ?? 0);
  const before = publishes.at(-2);
  const madeAhead = before !== undefined && before.at > madeAt;
  trend.add(at, total, why === 'published' && !(madeAhead && publishes.at(-1)!.added));
}

const NONE: ReadonlyMap<Subject, number> = new Map();

function newLife({ idle, done }: Fold, madeAt: number): Draft {
  return {
    madeAt,
    usedAt: null,
    phase: 'new',
    removed: false,
    awaiting: false,
    subject: null,
    receives: false,
    hasReceived: false,
    idleWhenMade: idle.size > 0 ? new Map(idle) : NONE,
    doneWhenMade: done,
    published: false,
    track: null,
  };
}

function count(group: Fold, life: Life, by: 1 | -1): void {
  const { subject, phase } = life;
  if (subject && (phase === 'sending' || phase === 'idle')) {
    group[phase].set(subject, (group[phase].get(subject) ?? 0) + by);
  }
  if (isDone(life)) group.done += by;
}

function addPublish(group: Fold, life: Draft, step: StateEntry, id: number): void {
  const { at, source, kind } = step;
  const subject = subjectOf(source, kind);
  const idleBefore = life.idleWhenMade.get(subject) ?? 0;
  const comparable = life.published && life.track !== null && step.track != null;
  const resumed = comparable ? life.track === step.track : null;
  group.publishes.push({ at, transceiver: id, source, subject, added: !life.published, idleBefore, resumed });
  life.published = true;
  life.subject = subject;
}

function updateReceiving(group: Fold, life: Draft, { at, currentDirection }: StateEntry, transceiver: number): void {
  const receiving = life.phase !== 'stopped' && receives(currentDirection);
  if (receiving && !life.receives) {
    group.receiving.push({ at, transceiver, added: !life.hasReceived, idleBefore: life.doneWhenMade });
    life.hasReceived = true;
  }
  life.receives = receiving;
}

/** It has received, has never sent, no longer receives, and is not stopped. */
export function isDone({ phase, subject, receives, hasReceived }: Life): boolean {
  return hasReceived && !receives && subject === null && phase !== 'stopped';
}
