import { FITS } from '../../core/estimate/coefficients/coefficients';

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
  /** MiB of each idle encoder, as measured: the middle, without its error; null in a real dump, where its size is not ours. */
  mibEach: number | null;
}

/** What a folder of made files holds. */
export interface Truth {
  calls: Call[];
  /** Files that can't be read, those that are no dumps at all, and copies of others. */
  broken: number;
  skipped: number;
  copies: number;
}

/** The measured relation (docs/memory.md) between size and memory of a VP8 encoder of a screen share. */
export const screenMib = (width: number, height: number) =>
  FITS.vp8Screen.constant + (FITS.vp8Screen.perMpx * width * height) / 1e6;

/** How far an estimate may be from the middle. */
export const ERROR = FITS.vp8Screen.error;

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
