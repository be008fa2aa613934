import type { StateEntry } from '../../protocol/log';
import type { Kind, Phase, SourceType } from '../../protocol/state';

/** Number of a step that no entry of the page's log stands for: its connection or page ended, and it with it. */
export const ENDED_WITH_IT = -2;

/** One send start, and what stood around it. */
export interface Publish {
  at: number;
  transceiver: number;
  source: SourceType | null;
  /** It is this transceiver's first, so the publish added one (or woke a receive slot). */
  added: boolean;
  /** Idle transceivers of the same connection and kind when this one was made. */
  idleBefore: number;
}

/** One kind of one connection: what its publishes did. */
export interface Group {
  connection: number;
  kind: Kind;
  publishes: Publish[];
  /** Where each transceiver that was made is now; `stopped` also for a removed one. */
  phases: Map<number, Phase>;
}

/** While folding: idle ones now, and how many there were when each transceiver was made. */
interface Fold extends Group {
  idle: number;
  idleWhenMade: Map<number, number>;
  published: Set<number>;
}

const known = new WeakMap<readonly StateEntry[], { length: number; groups: Group[] }>();

/**
 * Publishes per connection and kind, in order of time, from the state entries of one document. What
 * ended with its connection or page stays as it was: no unpublish took it away.
 */
export function publishesOf(steps: readonly StateEntry[]): Group[] {
  let found = known.get(steps);
  if (found?.length !== steps.length) {
    found = { length: steps.length, groups: fold(steps) };
    known.set(steps, found);
  }
  return found.groups;
}

function fold(steps: readonly StateEntry[]): Group[] {
  const folds = new Map<string, Fold>();
  for (const step of steps) {
    if (step.connection === null || step.transceiver === null || step.n === ENDED_WITH_IT) continue;
    const { connection, kind } = step;
    const key = `${connection} ${kind}`;
    let group = folds.get(key);
    if (!group) {
      const published = new Set<number>();
      group = { connection, kind, publishes: [], phases: new Map(), idle: 0, idleWhenMade: new Map(), published };
      folds.set(key, group);
    }
    apply(group, step, step.transceiver);
  }
  return [...folds.values()];
}

function apply(fold: Fold, step: StateEntry, id: number): void {
  const before = fold.phases.get(id);
  if (before === undefined) fold.idleWhenMade.set(id, fold.idle);
  if (before === 'idle') fold.idle -= 1;
  const phase = step.why === 'removed' ? 'stopped' : step.phase;
  if (phase === 'idle') fold.idle += 1;
  fold.phases.set(id, phase);
  if (step.why !== 'published') return;
  const added = !fold.published.has(id);
  fold.published.add(id);
  const idleBefore = fold.idleWhenMade.get(id) ?? 0;
  fold.publishes.push({ at: step.at, transceiver: id, source: step.source, added, idleBefore });
}
