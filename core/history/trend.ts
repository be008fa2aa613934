import type { VerdictState } from '../verdict/publishes/rule';

/** One change of a count: its time, and the count after it. */
export interface CountChange {
  at: number;
  count: number;
}

/** Number of consecutive occasions that must each set a new record before a count is called growing. */
export const RECORDS_TO_GROW = 3;
/** Changes within this time, in ms, were made in one turn of the page's event loop, also on a busy machine. */
const TURN_MS = 25;
/** In a sequence, a turn that lasts longer than TURN_MS goes on only while changes follow within this time, in ms. */
const BURST_GAP_MS = 5;

/** What the turns that have ended say. */
interface Ended {
  readonly record: number;
  readonly count: number;
  readonly occasions: number;
  /** The records that the last consecutive occasions set. */
  readonly streak: readonly number[];
}

/** Changes made in one turn of the page's event loop. */
interface Turn {
  readonly start: number;
  readonly at: number;
  readonly count: number;
  readonly occasion: boolean;
}

/**
 * Whether a count grows. It is growing if each of its last three occasions set a new record and it has
 * not fallen below the first of these records since. It is stable if its last occasion set no record.
 * In all other cases, and with fewer than three occasions, it is unknown.
 */
export class Trend {
  private ended: Ended = { record: 0, count: 0, occasions: 0, streak: [] };
  private turn: Turn | null = null;

  /**
   * @param sequence whether the page makes these things one after the other, each with work of its own, as it does
   *   connections: then a fast page takes several turns. Six calls of addTransceiver() on a busy machine are one turn.
   */
  constructor(private readonly sequence = false) {}

  /**
   * Adds a change. Changes have to come in order of time; all changes of one turn are one occasion.
   * @param occasion whether the page did something that could have raised the count; by default
   *   whether the count rose
   */
  add(at: number, count: number, occasion?: boolean): void {
    if (this.turn && this.isLater(this.turn, at)) {
      this.ended = withTurn(this.ended, this.turn);
      this.turn = null;
    }
    const before = this.turn?.count ?? this.ended.count;
    const isOccasion = occasion ?? count > before;
    this.turn = { start: this.turn?.start ?? at, at, count, occasion: isOccasion || (this.turn?.occasion ?? false) };
  }

  /** The state so far. Reading it in the middle of a turn leaves the turn open. */
  get state(): VerdictState {
    const { streak, count, occasions } = this.turn ? withTurn(this.ended, this.turn) : this.ended;
    if (streak.length === RECORDS_TO_GROW && count >= streak[0]!) return 'growing';
    return occasions >= RECORDS_TO_GROW && streak.length === 0 ? 'stable' : 'unknown';
  }

  private isLater(turn: Turn, at: number): boolean {
    const gap = at - turn.at;
    return gap > TURN_MS || (this.sequence && gap > BURST_GAP_MS && at - turn.start > TURN_MS);
  }
}

function withTurn(ended: Ended, { count, occasion }: Turn): Ended {
  if (!occasion) return { ...ended, count };
  const isRecord = count > ended.record;
  return {
    record: isRecord ? count : ended.record,
    count,
    occasions: ended.occasions + 1,
    streak: isRecord ? [...ended.streak, count].slice(-RECORDS_TO_GROW) : [],
  };
}

/** The trend of a count, with each increase as an occasion. `sequence` is that of Trend. */
export function trendOf(changes: Iterable<CountChange>, sequence = false): VerdictState {
  const trend = new Trend(sequence);
  for (const { at, count } of changes) trend.add(at, count);
  return trend.state;
}

/** The number of things that exist over time. `to` is null for one that still exists. */
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
