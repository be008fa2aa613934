import { FITS, type Fit } from '../../core/estimate/coefficients/coefficients';
import { FIREFOX } from '../../core/estimate/coefficients/firefox';
import type { Range } from '../../core/estimate/totals';

/** What is known of one file's publishing connection, since the file was made so. */
export interface Call {
  appVersion: string | null;
  library: string | null;
  libraryVersion: string | null;
  browser: string;
  /** Monday of its week, 2026-01-05. */
  week: string;
  verdict: 'growing' | 'stable';
  publishes: number;
  made: number;
  idle: number;
  /** MiB of each idle encoder, as measured; null in a real dump, where its size is not ours. */
  mibEach: Range | null;
}

/** What a folder of made files holds. */
export interface Truth {
  calls: Call[];
  /** Files that can't be read, those that are no dumps at all, and copies of others. */
  broken: number;
  skipped: number;
  copies: number;
}

/** The measured relation (docs/memory.md) between size and memory of an idle VP8 encoder of a screen share. */
export function screenMib(browser: string, width: number, height: number): Range {
  const parts: Fit[] = browser.startsWith('Firefox')
    ? [FIREFOX.fits.vp8Screen, FIREFOX.lastFrame.display]
    : [FITS.vp8Screen];
  const end = (sign: 1 | -1) =>
    parts.reduce(
      (sum, { constant, perMpx, error }) => sum + (constant + (perMpx * width * height) / 1e6) * (1 + sign * error),
      0,
    );
  return { low: end(-1), high: end(1) };
}

export interface Group {
  connections: number;
  growing: number;
  idle: number;
}

/** Calls by something that they have in common. */
export function groupCalls(calls: readonly Call[], nameOf: (call: Call) => string | null): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const call of calls) {
    const name = nameOf(call) ?? 'not known';
    const group = groups.get(name) ?? { connections: 0, growing: 0, idle: 0 };
    groups.set(name, group);
    group.connections += 1;
    if (call.verdict === 'growing') group.growing += 1;
    group.idle += call.idle;
  }
  return groups;
}
