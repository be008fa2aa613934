import { receives } from '../../protocol/directions';
import type { StateEntry } from '../../protocol/log';
import type { Kind, Phase, SourceType } from '../../protocol/state';
import { type Subject, subjectOf } from './subject';
import { Trend } from './trend';

/** Number of a step that no entry of the page's log stands for: its connection or page ended, and it with it. */
export const ENDED_WITH_IT = -2;

/** One send start, and what stood around it. */
export interface Publish {
  at: number;
  transceiver: number;
  source: SourceType | null;
  subject: Subject;
  /** It is this transceiver's first, so the publish added one (or woke a receive slot). */
  added: boolean;
  /** Idle transceivers of the same connection and subject when this one was made. */
  idleBefore: number;
  /** Sends the very track again that it sent before; null for a first one, and where it is not known. */
  resumed: boolean | null;
}

/** One transceiver, as it is now or was at its end. */
export interface Life {
  phase: Phase;
  /** It left getTransceivers(): stopped and negotiated away, or rolled back. */
  removed: boolean;
  /** The page stopped it, and no negotiation has carried that out. */
  awaiting: boolean;
  /** What it sends or sent last; null where it never sent. */
  subject: Subject | null;
  receives: boolean;
  hasReceived: boolean;
  /** When it was made, epoch ms. */
  madeAt: number;
  /** When it first sent or received, or was stopped, epoch ms; null where it never has been used. */
  usedAt: number | null;
}

/** One kind of one connection: its transceivers, and what its publishes did. */
export interface Group {
  connection: number;
  kind: Kind;
  publishes: Publish[];
  lives: Map<number, Life>;
  /** The most that sent at one time, by subject. */
  peaks: Map<Subject, number>;
  /** Transceivers that send or are idle, by subject; each publish is an occasion for one more. */
  trends: Map<Subject, Trend>;
  receiving: ReceiveStart[];
}

/** A transceiver began to receive. */
export interface ReceiveStart {
  at: number;
  transceiver: number;
  added: boolean;
  /** Transceivers that had received and did no longer when this one was made. */
  idleBefore: number;
}

interface Draft extends Life {
  /** Idle ones by subject when it was made; those that no longer received. */
  idleWhenMade: ReadonlyMap<Subject, number>;
  doneWhenMade: number;
  published: boolean;
  track: number | null;
}

/** While folding: how many there are now, so that no step looks at all transceivers. */
interface Fold extends Group {
  lives: Map<number, Draft>;
  sending: Map<Subject, number>;
  idle: Map<Subject, number>;
  done: number;
}

const known = new WeakMap<readonly StateEntry[], { length: number; folds: Map<string, Fold> }>();

/**
 * Publishes per connection and kind, in order of time, from the state entries of one document. What
 * ended with its connection or page stays as it was: no unpublish took it away. A list that has only
 * become longer is folded from where it ended before, and its groups go on growing in place.
 */
export function publishesOf(steps: readonly StateEntry[]): Group[] {
  let state = known.get(steps);
  if (!state || state.length > steps.length) {
    state = { length: 0, folds: new Map() };
    known.set(steps, state);
  }
  for (; state.length < steps.length; state.length++) take(state.folds, steps[state.length]!);
  return [...state.folds.values()];
}

function take(folds: Map<string, Fold>, step: StateEntry): void {
  if (step.connection === null || step.transceiver === null || step.n === ENDED_WITH_IT) return;
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
      ...nothing(),
    };
    folds.set(key, group);
  }
  apply(group, step, step.transceiver);
}

const nothing = () => ({ sending: new Map<Subject, number>(), idle: new Map<Subject, number>(), done: 0 });

function apply(group: Fold, step: StateEntry, id: number): void {
  const life = group.lives.get(id) ?? newLife(group, step.at);
  group.lives.set(id, life);
  count(group, life, -1);
  const removed = step.why === 'removed';
  life.phase = removed ? 'stopped' : step.phase;
  life.removed = removed || step.currentDirection === 'stopped';
  life.awaiting = life.phase === 'stopped' && !life.removed;
  receive(group, life, step, id);
  if (step.why === 'published') publish(group, life, step, id);
  if (step.track != null) life.track = step.track;
  if (life.phase !== 'new' || life.hasReceived) life.usedAt ??= step.at;
  count(group, life, 1);
  follow(group, life, step);
  const { subject, phase } = life;
  if (subject && phase === 'sending') {
    group.peaks.set(subject, Math.max(group.sending.get(subject)!, group.peaks.get(subject) ?? 0));
  }
}

/** Takes down how many there are of the subject. One that was made ahead of other publishes is none more. */
function follow({ trends, publishes, sending, idle }: Fold, { subject, madeAt }: Draft, { at, why }: StateEntry): void {
  if (!subject) return;
  let trend = trends.get(subject);
  if (!trend) {
    trend = new Trend();
    trends.set(subject, trend);
  }
  const present = (sending.get(subject) ?? 0) + (idle.get(subject) ?? 0);
  const before = publishes.at(-2);
  const ahead = before !== undefined && before.at > madeAt;
  trend.add(at, present, why === 'published' && !(ahead && publishes.at(-1)!.added));
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

function publish(group: Fold, life: Draft, step: StateEntry, id: number): void {
  const { at, source, kind } = step;
  const subject = subjectOf(source, kind);
  const idleBefore = life.idleWhenMade.get(subject) ?? 0;
  const comparable = life.published && life.track !== null && step.track != null;
  const resumed = comparable ? life.track === step.track : null;
  group.publishes.push({ at, transceiver: id, source, subject, added: !life.published, idleBefore, resumed });
  life.published = true;
  life.subject = subject;
}

function receive(group: Fold, life: Draft, { at, currentDirection }: StateEntry, transceiver: number): void {
  const receiving = life.phase !== 'stopped' && receives(currentDirection);
  if (receiving && !life.receives) {
    group.receiving.push({ at, transceiver, added: !life.hasReceived, idleBefore: life.doneWhenMade });
    life.hasReceived = true;
  }
  life.receives = receiving;
}

/** Only ever received, does so no longer, and is still there. */
export function isDone({ phase, subject, receives, hasReceived }: Life): boolean {
  return hasReceived && !receives && subject === null && phase !== 'stopped';
}
