import { type PairedRatio, pairedRatio } from '../../lib/paired';

/** What one load takes, in ms. */
export interface Load {
  passed: number;
  /** Processor time of the page's main thread, and of its whole process. */
  thread: number;
  process: number;
}

/** Of each side: with the extension, with empty scripts, and with these in another browser. */
export type Round = readonly [ours: Load, empty: Load, emptyAgain: Load];

const WARM_UP = 2;
/** Who goes first has it worse or better: all orders take turns. */
const ORDERS = [
  [0, 1, 2],
  [2, 1, 0],
  [1, 2, 0],
  [0, 2, 1],
  [2, 0, 1],
  [1, 0, 2],
] as const;
const LEAST = 4 * ORDERS.length;
/** Half of an interval that is narrow enough. */
const NARROW = 0.003;

/** A side over the one with empty scripts. */
export const compare = (rounds: readonly Round[], which: keyof Load, side: 0 | 2): PairedRatio =>
  pairedRatio(
    rounds.map((round) => round[side][which]),
    rounds.map((round) => round[1][which]),
  );

/**
 * Has the three sides take turns until the ratio of processor time is known well enough. A round that one of them
 * could not measure is left out.
 * @param most rounds
 */
export async function takeTurns(most: number, sides: readonly (() => Promise<Load | null>)[]): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let n = 0; n < WARM_UP + most; n++) {
    const loads: (Load | null)[] = [];
    for (const side of ORDERS[n % ORDERS.length]!) loads[side] = await sides[side]!();
    if (n < WARM_UP || loads.includes(null)) continue;
    rounds.push(loads as unknown as Round);
    if (rounds.length % ORDERS.length || rounds.length < LEAST) continue;
    const { low, high } = compare(rounds, 'process', 0);
    if (high - low < 2 * NARROW) break;
  }
  return rounds;
}
