import type { Estimate } from './memory';

/** MiB, from the lower to the upper end of an estimate. */
export interface Range {
  low: number;
  high: number;
}

/** A sum of estimates: the known part as a range, and the number of senders without an estimate. */
export interface Total extends Range {
  senders: number;
  unknown: number;
  /** Senders with an estimate whose encoder is not one of the measured ones. */
  uncalibrated: number;
}

const emptyTotal = (): Total => ({ low: 0, high: 0, senders: 0, unknown: 0, uncalibrated: 0 });

export function totalOf(estimates: Iterable<Estimate>): Total {
  const total = emptyTotal();
  for (const estimate of estimates) {
    if (estimate.state === 'none') continue;
    total.senders += 1;
    if (estimate.state === 'unknown') total.unknown += 1;
    else {
      total.low += estimate.low;
      total.high += estimate.high;
      if (estimate.doubt) total.uncalibrated += 1;
    }
  }
  return total;
}

export function sumOf(totals: Iterable<Total>): Total {
  const sum = emptyTotal();
  for (const total of totals) for (const key of Object.keys(sum) as (keyof Total)[]) sum[key] += total[key];
  return sum;
}

/**
 * A range of MiB with two significant digits, each end rounded to the nearest: "310–340 MB", "1.1–1.5 GB",
 * "< 1 MB". MB are 1024-based, as in Chrome's task manager.
 */
export function formatRange({ low, high }: Range): string {
  if (high < 1e-6) return '0 MB';
  if (high < 1) return '< 1 MB';
  const { scale, step, unit } = unitFor(high);
  const [from, to] = [nearest(low / scale, step), nearest(high / scale, step)];
  return from === to ? `${to} ${unit}` : `${from}–${to} ${unit}`;
}

/** A wider one is not said by its middle. */
const WIDE = 1.5;

/** One figure for a range of MiB: its middle, "320 MB"; where that would say too much, the range itself. */
export function formatAbout({ low, high }: Range): string {
  if (high < 1 || high > WIDE * low) return formatRange({ low, high });
  const middle = (low + high) / 2;
  return formatRange({ low: middle, high: middle });
}

/** GB from 1000 MB on. Two significant digits, but no fractions of a MB. */
function unitFor(value: number): { scale: number; step: number; unit: string } {
  const [scale, unit, least] = value >= 1000 ? [1024, 'GB', 0.1] : [1, 'MB', 1];
  return { scale, unit, step: Math.max(least, 10 ** (Math.floor(Math.log10(value / scale)) - 1)) };
}

const nearest = (value: number, step: number) => rounded(Math.round(value / step) * step);

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A change in MiB, rounded like formatRange: "+310 to +340 MB", "−10 to +40 MB". */
export function formatChange({ low, high }: Range): string {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest < 1) return largest < 1e-6 ? '0 MB' : '< 1 MB';
  const { scale, step, unit } = unitFor(largest);
  const [from, to] = [low, high].map((value) => signed(Math.round(value / scale / step) * step));
  return from === to ? `${to} ${unit}` : `${from} to ${to} ${unit}`;
}

function signed(value: number): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${rounded(Math.abs(value))}`;
}

/** Like formatRange, with the number of unknown estimates; "unknown" if all are. */
export const formatTotal = (total: Total): string => totalText(total, formatRange);

/** The same as one figure, like formatAbout. */
export const aboutTotal = (total: Total): string => totalText(total, formatAbout);

function totalText(total: Total, format: (range: Range) => string): string {
  if (total.senders === 0) return '0 MB';
  if (total.unknown === total.senders) return 'unknown';
  const known = format(total);
  return total.unknown === 0 ? known : `${known} + ${total.unknown} unknown`;
}
