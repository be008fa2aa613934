import type { CaptureTally, Tally } from '../../protocol/state';
import { add, each, find, map, some } from './lists';
import { max, min, now, SafeWeakRef } from './natives';

/** A tally, with what else tells one cause from another. */
type Counts = Tally & Partial<Pick<CaptureTally, 'type' | 'kind'>>;

/**
 * How many things of each cause were made and are there now. They are held weakly and looked at, not listened
 * to: Chrome keeps a data channel or a track that the page dropped as long as it has a listener.
 */
export interface Ledger<T extends object> {
  causes: Cause[];
  /** Those that are there, the oldest first. */
  things: { ref: WeakRef<T>; cause: Cause }[];
  isOver(thing: T): boolean;
  /** Whether one that the page dropped, so that it was collected, goes on. */
  outlives?: boolean;
}

interface Cause {
  key: string;
  tally: Counts;
  /** Its peak and streak before the present occasion. */
  peak: number;
  streak: number;
  /** Of its live ones, those that were collected: nothing here shows any more whether they are over. */
  lost: number;
}

const MAX_CAUSES = 50;
/** Of one ledger; more are only counted as made. */
const MAX_THINGS = 1_000;
/** What is made within so short a time is made by one turn of the page, in ms. */
const TURN_MS = 5;

/** Forgets what is over. */
export function sweep<T extends object>({ things, isOver, outlives }: Ledger<T>): void {
  let kept = 0;
  each(things, (one) => {
    const thing = one.ref.deref();
    if (thing ? isOver(thing) : !outlives) one.cause.tally.live--;
    else if (thing) things[kept++] = one;
    else one.cause.lost++;
  });
  things.length = kept;
}

/** Counts one more. */
export function count<T extends object>(
  ledger: Ledger<T>,
  thing: T,
  facts: Pick<Counts, 'stack' | 'type' | 'kind'>,
): void {
  const { causes, things } = ledger;
  const key = `${facts.stack} ${facts.type} ${facts.kind}`;
  const at = now();
  let cause = find(causes, (each) => each.key === key);
  if (!cause) {
    if (causes.length >= MAX_CAUSES) return;
    const tally = { ...facts, made: 0, live: 0, peak: 0, streak: 0, firstAt: at, lastAt: 0 };
    cause = { key, tally, peak: 0, streak: 0, lost: 0 };
    add(causes, cause);
  }
  const { tally } = cause;
  const passed = at - tally.lastAt;
  tally.lastAt = at;
  tally.made++;
  // A clock that was set back begins a new turn, too.
  if (passed < 0 || passed > TURN_MS) {
    sweep(ledger);
    cause.peak = tally.peak;
    cause.streak = tally.streak;
  }
  if (things.length >= MAX_THINGS) return;
  add(things, { ref: new SafeWeakRef(thing), cause });
  const record = ++tally.live > cause.peak;
  if (record) tally.peak = tally.live;
  tally.streak = record ? cause.streak + 1 : 0;
}

/** The tallies as they are now, to be sent. */
export function tallies<T extends object>(ledger: Ledger<T>): Counts[] {
  sweep(ledger);
  return map(ledger.causes, ({ tally }) => ({ ...tally }));
}

/** All of them are over. */
export function end<T extends object>({ causes, things }: Ledger<T>): void {
  things.length = 0;
  each(causes, (cause) => {
    cause.lost = cause.tally.live = 0;
  });
}

/** What tells how many are there was asked so long ago at most, in ms. */
const ASKED_MS = 1_000;

export const hasLost = <T extends object>({ causes }: Ledger<T>) => some(causes, ({ lost }) => lost > 0);

/**
 * Only so many are there in all: the rest of the collected ones are over. Whose they were can't be known: of
 * each cause at least so many are there as are left if they were all its own.
 */
export function settle<T extends object>({ causes, things }: Ledger<T>, there: number): void {
  if (some(causes, ({ tally }) => now() - tally.lastAt < ASKED_MS)) return;
  let over = things.length - there;
  each(causes, ({ lost }) => {
    over += lost;
  });
  each(causes, (cause) => {
    const gone = max(0, min(cause.lost, over));
    cause.lost -= gone;
    cause.tally.live -= gone;
  });
}
