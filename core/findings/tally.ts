import type { Tally } from '../../protocol/state';
import { RECORDS_TO_GROW } from '../history/trend';

/** Fewer of one line may each have a purpose. */
const MIN_LIVE = 4;

/**
 * As Trend has it, of what the hook counted: each of the last occasions set a record that still stands.
 * @param least so many that are live
 */
export function isGrowing({ live, peak, streak }: Tally, least = MIN_LIVE): boolean {
  return streak >= RECORDS_TO_GROW && live >= least && live > peak - RECORDS_TO_GROW;
}

/** Of several causes that are one to the page, as the same line reached on two ways is. */
export function merged(tallies: readonly Tally[]): Tally {
  const sum = (key: 'made' | 'live' | 'peak' | 'streak') => tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    stack: tallies[0]?.stack ?? null,
    made: sum('made'),
    live: sum('live'),
    peak: sum('peak'),
    streak: sum('streak'),
    firstAt: Math.min(...tallies.map(({ firstAt }) => firstAt)),
    lastAt: Math.max(...tallies.map(({ lastAt }) => lastAt)),
  };
}
