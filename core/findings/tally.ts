import type { Tally } from '../../protocol/state';
import { RECORDS_TO_GROW } from '../history/trend';

/** Fewer of one line may each have a purpose. */
const MIN_LIVE = 4;

/** As Trend has it, of what the hook counted: each of the last occasions set a record that still stands. */
export function isGrowing({ live, peak, streak }: Tally): boolean {
  return streak >= RECORDS_TO_GROW && live >= MIN_LIVE && live > peak - RECORDS_TO_GROW;
}
