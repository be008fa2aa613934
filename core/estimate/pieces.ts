import type { Kind, SourceType } from '../../protocol/state';
import type { Cost } from '../findings/finding';
import type { Engine } from './coefficients/engine';
import { PARTS, receiverMeasured } from './coefficients/parts';
import { rangeText } from './formula';
import type { Range } from './totals';

/** Memory of one thing in the page's renderer process, and the conditions of the measurement. */
export interface Piece {
  /** MiB. */
  range: Range;
  /** `measured on Chromium 156, Linux`. */
  measured: string;
}

const CONDITIONS = 'measured on Chromium 156, Linux, the far end in another process';

/** Transceivers that never sent and never received, negotiated; docs/memory.md, "Other things that pile up". */
export const NEVER_USED: Record<Kind, Piece> = {
  video: { range: { low: 0.16, high: 0.18 }, measured: CONDITIONS },
  audio: { range: { low: 0.06, high: 0.06 }, measured: CONDITIONS },
};

/** A receiver that no longer receives: from the least to the most measured, whatever it received. */
export function receiverPiece(kind: Kind, engine: Engine): Piece {
  const { low, high } = PARTS[engine].receiver[kind];
  return { range: { low, high }, measured: receiverMeasured(kind, engine) };
}

/** Open connections, from unused to connected with two m-lines, without their encoders. */
export const CONNECTION: Piece = { range: { low: 0.07, high: 0.45 }, measured: CONDITIONS };

/** Open data channels, at one end, whether or not the page still holds them. */
export const DATA_CHANNEL: Piece = { range: { low: 0.006, high: 0.007 }, measured: CONDITIONS };

/** Captures that are live and not sent: from one without a player to one with a player. */
export const CAPTURE = {
  camera: { range: { low: 0.03, high: 0.18 }, measured: CONDITIONS },
  microphone: { range: { low: 0.014, high: 0.014 }, measured: CONDITIONS },
  screen: { range: { low: 1.9, high: 1.9 }, measured: CONDITIONS },
  window: { range: { low: 1.9, high: 1.9 }, measured: CONDITIONS },
  tab: { range: { low: 1.9, high: 1.9 }, measured: CONDITIONS },
} satisfies Partial<Record<SourceType, Piece>>;

/**
 * Live generated tracks. Of a canvas at 720p: from one more track of the same canvas to one more canvas
 * with its track. Of a MediaStreamTrackGenerator: at 360p. The page does not expose their size.
 */
export const GENERATED_TRACK: Partial<Record<SourceType, Piece>> = {
  canvas: { range: { low: 3.5, high: 10.6 }, measured: `at 720p; the size of these is not known; ${CONDITIONS}` },
  generator: { range: { low: 0.93, high: 0.93 }, measured: `at 360p; the size of these is not known; ${CONDITIONS}` },
};

/** The cost of several things of one kind that each hold about the same. */
export function costOf(count: number, what: string, { range, measured }: Piece): Cost {
  return {
    range: { low: range.low * count, high: range.high * count },
    unknown: 0,
    formula: `${count} × ${rangeText(range)} MB per ${what} (${measured}).`,
  };
}

/** The sum of several costs. */
export function sumOfCosts(costs: readonly Cost[]): Cost {
  const ranges = costs.flatMap(({ range }) => range ?? []);
  const sum = (end: keyof Range) => ranges.reduce((total, range) => total + range[end], 0);
  return {
    range: ranges.length === 0 ? null : { low: sum('low'), high: sum('high') },
    unknown: costs.reduce((total, { unknown }) => total + unknown, 0),
    formula: costs.map(({ formula }) => formula).join(' '),
  };
}
