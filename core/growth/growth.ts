import { growthInterval, growthPerCycle } from './slope';

/** Memory of one round: one patch in one fresh browser. MiB; null where it could not be read. */
export interface RoundReadings {
  /** Before the first cycle. */
  start: number | null;
  /** After each cycle, in order. */
  readings: readonly (number | null)[];
}

/** How the memory grew under one patch. */
export interface Growth {
  /** MiB a cycle by least squares, without the first cycle; the mean of the rounds. */
  perCycle: number | null;
  /** Of perCycle: 95 % of the slope with one round, else the lowest and highest slope of the rounds. */
  interval: { low: number; high: number; of: '95 % of the slope' | 'rounds' } | null;
}

/** @returns nulls where there are too few readings */
export function growthOf(rounds: readonly RoundReadings[]): Growth {
  const all = rounds.map(({ readings }) => growthPerCycle(readings));
  const slopes = all.filter((slope) => slope !== null);
  if (slopes.length === 0) return { perCycle: null, interval: null };
  const perCycle = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  if (rounds.length > 1)
    return { perCycle, interval: { low: Math.min(...slopes), high: Math.max(...slopes), of: 'rounds' } };
  const interval = growthInterval(rounds[0]!.readings);
  return { perCycle, interval: interval && { ...interval, of: '95 % of the slope' } };
}
