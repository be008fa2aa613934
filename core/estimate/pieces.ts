import type { Kind, SourceType } from '../../protocol/state';
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

/** Transceivers that never sent and never received, negotiated; docs/memory.md, "Other things that pile up". */
export const NEVER_USED: Record<Kind, Piece> = {
  video: { range: { low: 0.16, high: 0.18 }, measured: HERE },
  audio: { range: { low: 0.06, high: 0.06 }, measured: HERE },
};

/** Receivers that no longer receive: of 360p to 720p. */
export const RECEIVER: Record<Kind, Piece> = {
  video: { range: { low: 0.4, high: 0.7 }, measured: HERE },
  audio: { range: { low: 0.3, high: 0.45 }, measured: HERE },
};

/** Connections that are open: nothing done yet, to connected with two m-lines. Encoders of theirs come on top. */
export const CONNECTION: Piece = { range: { low: 0.07, high: 0.45 }, measured: HERE };

/** Data channels that are open, at one of their ends, whether the page still holds them or not. */
export const DATA_CHANNEL: Piece = { range: { low: 0.006, high: 0.007 }, measured: HERE };

/** Captures that are live and not sent: without a player, to one with. */
export const CAPTURE = {
  camera: { range: { low: 0.03, high: 0.18 }, measured: HERE },
  microphone: { range: { low: 0.014, high: 0.014 }, measured: HERE },
  screen: { range: { low: 1.9, high: 1.9 }, measured: HERE },
  window: { range: { low: 1.9, high: 1.9 }, measured: HERE },
  tab: { range: { low: 1.9, high: 1.9 }, measured: HERE },
} satisfies Partial<Record<SourceType, Piece>>;

/**
 * Live tracks of canvases, of 720p: one more track of the same canvas, to a canvas more with its track; and of a
 * MediaStreamTrackGenerator, of 360p. What size these have the page does not say.
 */
export const GENERATED_TRACK: Partial<Record<SourceType, Piece>> = {
  canvas: { range: { low: 3.5, high: 10.6 }, measured: `at 720p; the size of these is not known; ${HERE}` },
  generator: { range: { low: 0.93, high: 0.93 }, measured: `at 360p; the size of these is not known; ${HERE}` },
};

/** The cost of several things of one kind, each of which holds about the same. */
export function costOf(count: number, what: string, { range, measured }: Piece): Cost {
  const each = range.low === range.high ? `${range.low}` : `${range.low}-${range.high}`;
  return {
    range: { low: range.low * count, high: range.high * count },
    unknown: 0,
    formula: `${count} × ${each} MB per ${what} (${measured}).`,
  };
}

/** Of several costs the sum. */
export function sumOfCosts(costs: readonly Cost[]): Cost {
  const ranges = costs.flatMap(({ range }) => range ?? []);
  const sum = (end: keyof Range) => ranges.reduce((total, range) => total + range[end], 0);
  return {
    range: ranges.length === 0 ? null : { low: sum('low'), high: sum('high') },
    unknown: costs.reduce((total, { unknown }) => total + unknown, 0),
    formula: costs.map(({ formula }) => formula).join(' '),
  };
}
