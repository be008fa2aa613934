import { median } from '../../core/lists/statistics';

/** The median of what could be measured. @returns null without a known value */
export const medianOfKnown = (values: readonly (number | null)[]): number | null =>
  median(values.filter((value) => value !== null));

/**
 * Linear between the two nearest values, as a spread of few repeats needs it: the product's own
 * percentile() takes the nearest value.
 * @param share 0 to 1
 * @throws without values
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('No values');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at % 1);
}

/** To hundredths: finer than any reading of memory repeats. */
export function hundredths(value: number): number;
export function hundredths(value: number | null): number | null;
export function hundredths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}
