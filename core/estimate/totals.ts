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
 * A range of MiB with one significant digit, in line with its error: "300-400 MB", "1-1.5 GB",
 * "< 1 MB". MB are 1024-based, as in Chrome's task manager.
 */
export function formatRange({ low, high }: Range): string {
  if (high < 1e-6) return '0 MB';
  if (high < 1) return '< 1 MB';
  const gigabytes = high >= 1000;
  const scale = gigabytes ? 1024 : 1;
  const step = stepFor(high / scale);
  const from = Math.floor(low / scale / step) * step;
  const to = Math.ceil(high / scale / step) * step;
  const unit = gigabytes ? 'GB' : 'MB';
  return from === to ? `${rounded(to)} ${unit}` : `${rounded(from)}-${rounded(to)} ${unit}`;
}

/** One significant digit; half a digit if the leading digit is 1, because "1-2" is too coarse. */
function stepFor(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return value / power < 2 ? power / 2 : power;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A change in MiB, rounded like formatRange: "+300 to +400 MB", "-10 to +40 MB". */
export function formatChange({ low, high }: Range): string {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest < 1) return largest < 1e-6 ? '0 MB' : '< 1 MB';
  const gigabytes = largest >= 1000;
  const scale = gigabytes ? 1024 : 1;
  const step = stepFor(largest / scale);
  const from = Math.floor(low / scale / step) * step;
  const to = Math.ceil(high / scale / step) * step;
  const unit = gigabytes ? 'GB' : 'MB';
  return from === to ? `${signed(to)} ${unit}` : `${signed(from)} to ${signed(to)} ${unit}`;
}

function signed(value: number): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${rounded(Math.abs(value))}`;
}

/** Like formatRange, with the number of unknown estimates; "unknown" if all are. */
export function formatTotal(total: Total): string {
  if (total.senders === 0) return '0 MB';
  if (total.unknown === total.senders) return 'unknown';
  const range = formatRange(total);
  return total.unknown === 0 ? range : `${range} + ${total.unknown} unknown`;
}
