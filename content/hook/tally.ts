import type { CaptureTally, Tally } from '../../protocol/state';
import { add, each, find, map } from './base/lists';
import { abs, max, min, now, SafeWeakRef } from './base/natives';

/** A tally, with what else tells one cause from another. */
type Counts = Tally & Partial<Pick<CaptureTally, 'type' | 'kind'>>;

interface Cause extends Counts {
  key: string;
  /** Peak and streak before the present occasion. */
  highest: number;
  before: number;
  /** When the present occasion began. */
  turnAt: number;
  /** Of its live ones, those that were collected: nothing here shows any more whether they are over. */
  vanished: number;
}

/**
 * How many things of each cause were made and are there now. They are held weakly and looked at, not listened
 * to: Chrome keeps a data channel or a track that the page dropped as long as it has a listener.
 */
export interface Ledger<T extends object> {
  causes: Cause[];
  /** Those that are there, the oldest first. */
  things: { ref: WeakRef<T>; cause: Cause }[];
  /** Of all causes. */
  vanished: number;
  lastAt: number;
  sweptAt: number;
  isOver(thing: T): boolean;
  /** One that the page dropped, so that it was collected, goes on. */
  outlives: boolean;
}

const MAX_CAUSES = 50;
/** Of one ledger; more are only counted as made. */
const MAX_THINGS = 1_000;
/** What is made within so short a time is made by one turn of the page, in ms. */
const TURN_MS = 5;
/** What is made over a longer time is made by several, however fast they follow each other, in ms. */
const LONGEST_TURN_MS = 10;
/** What tells how many are there may be so old, in ms. */
const STALE_MS = 1_000;

export const createLedger = <T extends object>(isOver: Ledger<T>['isOver'], outlives: boolean): Ledger<T> => ({
  causes: [],
  things: [],
  vanished: 0,
  lastAt: 0,
  sweptAt: 0,
  isOver,
  outlives,
});

/** Forgets what is over. */
function sweep<T extends object>(ledger: Ledger<T>): void {
  const { things, isOver, outlives } = ledger;
  let kept = 0;
  each(things, (one) => {
    const thing = one.ref.deref();
    if (thing ? isOver(thing) : !outlives) one.cause.live--;
    else if (thing) things[kept++] = one;
    else {
      one.cause.vanished++;
      ledger.vanished++;
    }
  });
  things.length = kept;
  ledger.sweptAt = now();
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
    const none = { made: 0, live: 0, peak: 0, streak: 0, highest: 0, before: 0, turnAt: 0, vanished: 0 };
    cause = { ...facts, ...none, key, firstAt: at, lastAt: 0 };
    add(causes, cause);
  }
  const passed = abs(at - cause.lastAt);
  cause.lastAt = ledger.lastAt = at;
  cause.made++;
  // A clock that was set back begins a new turn, too.
  if (passed > TURN_MS || abs(at - cause.turnAt) > LONGEST_TURN_MS) {
    cause.turnAt = at;
    // Looking at a thousand takes up to 0.8 ms: so seldom that it is a hundredth of the time at most.
    if (abs(at - ledger.sweptAt) > things.length / 10) sweep(ledger);
    cause.highest = cause.peak;
    cause.before = cause.streak;
  }
  if (things.length >= MAX_THINGS) return;
  add(things, { ref: new SafeWeakRef(thing), cause });
  cause.streak = 0;
  if (++cause.live > cause.highest) {
    cause.peak = cause.live;
    cause.streak = cause.before + 1;
  }
}

/** The tallies as they are now, to be sent. */
export function tallies<T extends object>(ledger: Ledger<T>): Counts[] {
  sweep(ledger);
  return map(ledger.causes, ({ key, highest, before, turnAt, vanished, ...tally }) => tally);
}

/** All of them are over. */
export function end<T extends object>(ledger: Ledger<T>): void {
  ledger.things.length = ledger.vanished = 0;
  each(ledger.causes, (cause) => {
    cause.vanished = cause.live = 0;
  });
}

/**
 * Only so many are there in all: the rest of the collected ones are over. Whose they were can't be known: of
 * each cause at least so many are there as are left if they were all its own.
 */
export function settle<T extends object>(ledger: Ledger<T>, there: number): void {
  if (now() - ledger.lastAt < STALE_MS) return;
  const over = ledger.things.length + ledger.vanished - there;
  each(ledger.causes, (cause) => {
    const gone = max(0, min(cause.vanished, over));
    cause.vanished -= gone;
    cause.live -= gone;
    ledger.vanished -= gone;
  });
}
