import type { Kind } from '../../protocol/state';
import type { Cost } from '../findings/finding';
import type { Range } from './totals';

/** What one thing holds in the page's renderer process, and under which conditions that was measured. */
export interface Piece {
  /** MiB. */
  range: Range;
  /** `measured on Chromium 156, Linux`. */
  measured: string;
}

const HERE = 'measured on Chromium 156, Linux, the far end in another process';

/** Receivers that no longer receive, by kind; docs/memory.md, "Other things that pile up". */
export const RECEIVER: Record<Kind, Piece> = {
  video: { range: { low: 0.4, high: 0.5 }, measured: HERE },
  audio: { range: { low: 0.3, high: 0.3 }, measured: HERE },
};

/** Transceivers that never sent and never received. */
export const NEVER_USED: Piece = { range: { low: 0.02, high: 0.1 }, measured: HERE };

/** Data channels that are open, at one of their ends. */
export const DATA_CHANNEL: Piece = { range: { low: 0.01, high: 0.05 }, measured: HERE };

/** Connections that are open and carry nothing. */
export const CONNECTION: Piece = { range: { low: 0.3, high: 1 }, measured: HERE };

/** The cost of several things of one kind, each of which holds about the same. */
export function costOf(count: number, what: string, { range, measured }: Piece): Cost {
  const each = range.low === range.high ? `${range.low}` : `${range.low}-${range.high}`;
  return {
    range: { low: range.low * count, high: range.high * count },
    unknown: 0,
    formula: `${count} × ${each} MB per ${what} (${measured}).`,
  };
}
