/** One cell as the fit sees it. */
export interface Point {
  /** Megapixels of each layer's frame: a simulcast sender has an encoder for each. */
  mpx: number[];
  /** Measured, per sender. */
  mib: number;
}

/** MiB = the sum over the layers of (constant + perMpx × Mpx). */
export interface Coefficients {
  constant: number;
  perMpx: number;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

export function predict({ constant, perMpx }: Coefficients, mpx: readonly number[]): number {
  return sum(mpx.map((one) => constant + perMpx * one));
}

/**
 * Least squares of the *relative* errors: a figure is right to so many per cent at every size, and
 * plain least squares would let the largest cell decide alone. An encoder holds no less than nothing
 * at no size: where the constant came out negative, the line goes through zero.
 * @throws {RangeError} with fewer than two different sizes, or a cell that holds nothing
 */
export function fitPoints(points: readonly Point[]): Coefficients {
  // Weighted by 1/MiB each row reads: constant × a + perMpx × b = 1.
  const rows = points.map(({ mpx, mib }) => ({ a: mpx.length / mib, b: sum(mpx) / mib }));
  if (points.some(({ mib }) => !(mib > 0))) throw new RangeError('A cell to fit holds nothing.');
  const total = (of: (row: { a: number; b: number }) => number) => sum(rows.map(of));
  const [aa, ab, bb] = [total(({ a }) => a * a), total(({ a, b }) => a * b), total(({ b }) => b * b)];
  const [a1, b1] = [total(({ a }) => a), total(({ b }) => b)];
  const determinant = aa * bb - ab * ab;
  if (!(determinant > 1e-9 * aa * bb)) throw new RangeError('A fit needs cells of two different sizes.');
  const constant = (a1 * bb - b1 * ab) / determinant;
  if (constant < 0) return { constant: 0, perMpx: b1 / bb };
  return { constant, perMpx: (b1 * aa - a1 * ab) / determinant };
}

/** How far an estimate is from what was measured, as a share of the latter; positive: too high. */
export const errorOf = (estimate: number, measured: number) => (estimate - measured) / measured;
