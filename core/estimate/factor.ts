import type { ReplaySource } from '../history/replay';
import type { Reading } from '../model/types';
import type { Engine } from './coefficients/engine';
import { growthBetween } from './growth';

/** What the page's process really grew by, as a multiple of what the estimates did; with what readings vary by. */
export interface Factor {
  times: number;
  low: number;
  high: number;
}

/** A page's memory varies by this much from one minute to the next for no particular reason, in MiB. */
const NOISE_MIB = 50;
/** Estimates that grew by less than this tell nothing beside that. */
const MIN_GROWTH_MIB = 2 * NOISE_MIB;

/**
 * Measured growth over estimated growth, by two readings or, by least squares, more of them.
 * @param sources all documents of the page, because they share the process
 * @param readings of one load of the page, in order of time
 * @returns null with fewer than two, or where the estimates grew by too little
 */
export function factorOf(
  sources: readonly ReplaySource[],
  readings: readonly Reading[],
  engine: Engine = 'chromium',
): Factor | null {
  const [first, ...others] = readings;
  if (!first || others.length === 0) return null;
  const points = [
    { x: 0, y: 0 },
    ...others.map((reading) => {
      const { measured, unexplained } = growthBetween(sources, first, reading, engine);
      return { x: measured - (unexplained.low + unexplained.high) / 2, y: measured };
    }),
  ];
  const span = Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x));
  if (!(span >= MIN_GROWTH_MIB)) return null;
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x0, y0] = [mean('x'), mean('y')];
  const times =
    points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) /
    points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  const off = Math.max(...points.map(({ x, y }) => Math.abs(y - y0 - times * (x - x0))));
  const half = Math.max(NOISE_MIB, 2 * off) / span;
  return { times, low: times - half, high: times + half };
}

/** `× 1.1 (0.9 to 1.3)`. */
export function factorText({ times, low, high }: Factor): string {
  const [middle, from, to] = [times, low, high].map((each) => each.toFixed(1).replace('-', '−'));
  return `× ${middle} (${from} to ${to})`;
}
