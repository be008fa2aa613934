import type { VerdictState } from '../verdict/rule';

/** One change of a count: when, and the count after it. */
export interface CountChange {
  at: number;
  count: number;
}

/** Occasions in a row that must each set a new record before a count is called growing. */
export const RECORDS = 3;
/** Changes so close to each other that one turn of the page made them, in ms; a busy machine takes its time. */
const TURN_MS = 25;

/**
 * Whether a count grows. It grows where each of its last three occasions set a new record and it has
 * not fallen back below the first of them. It is stable where its last occasion stayed within an
 * earlier record. All else, and fewer than three occasions, is too little to say.
 */
export class Trend {
  private record = 0;
  private count = 0;
  private occasions = 0;
  /** The records that the last occasions set, without a break. */
  private streak: number[] = [];
  /** What the present turn of the page changed so far. */
  private turn: { at: number; count: number; occasion: boolean } | null = null;

  /**
   * Adds a change, in order of time. What one turn of the page changes is one occasion.
   * @param occasion whether something was asked for that could have raised the count; by default
   *   where it rose
   */
  add(at: number, count: number, occasion?: boolean): void {
    if (this.turn && at - this.turn.at > TURN_MS) this.endTurn();
    const before = this.turn?.count ?? this.count;
    const asked = occasion ?? count > before;
    this.turn = { at, count, occasion: asked || (this.turn?.occasion ?? false) };
  }

  get state(): VerdictState {
    if (this.turn) this.endTurn();
    const { streak, count, occasions } = this;
    if (streak.length === RECORDS && count >= streak[0]!) return 'growing';
    return occasions >= RECORDS && streak.length === 0 ? 'stable' : 'unknown';
  }

  private endTurn(): void {
    const { count, occasion } = this.turn!;
    this.turn = null;
    this.count = count;
    if (!occasion) return;
    this.occasions += 1;
    if (count <= this.record) this.streak = [];
    else {
      this.record = count;
      this.streak = [...this.streak, count].slice(-RECORDS);
    }
  }
}

/** The trend of a count of which each increase is an occasion. */
export function trendOf(changes: Iterable<CountChange>): VerdictState {
  const trend = new Trend();
  for (const { at, count } of changes) trend.add(at, count);
  return trend.state;
}

/** The count of things that began, and ended or still are, over time. */
export function countsOf(lives: Iterable<{ from: number; to: number | null }>): CountChange[] {
  const events: { at: number; by: 1 | -1 }[] = [];
  for (const { from, to } of lives) {
    events.push({ at: from, by: 1 });
    if (to !== null) events.push({ at: to, by: -1 });
  }
  events.sort((a, b) => a.at - b.at || a.by - b.by);
  let count = 0;
  return events.map(({ at, by }) => {
    count += by;
    return { at, count };
  });
}
