interface Line {
  slope: number;
  /** Standard error of the slope; null with fewer than three points. */
  error: number | null;
  points: number;
}

/** Student's t for 95 %, two-sided, by degrees of freedom from 1. */
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
/** Student’s t for 95 %, two-sided; beyond the table by its expansion in 1/n, right to 0.002. */
export const t95 = (freedom: number) => T95[freedom - 1] ?? 1.96 + 2.372 / freedom + 2.823 / freedom ** 2;

/** Least squares. The first cycle is left out: it also pays for what is made once (codec, transport, caches). */
function fit(readings: readonly (number | null)[]): Line | null {
  const points = readings.flatMap((y, x) => (x === 0 || y === null ? [] : [{ x, y }]));
  if (points.length < 2) return null;
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x0, y0] = [mean('x'), mean('y')];
  const spread = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - y0 - slope * (x - x0)) ** 2, 0);
  const freedom = points.length - 2;
  return { slope, error: freedom ? Math.sqrt(rest / freedom / spread) : null, points: points.length };
}

/**
 * Slope of the least-squares line through readings taken once a cycle, in the readings' unit per
 * cycle. The first cycle is left out.
 * @param readings one per cycle, in order; null where one could not be taken
 * @returns null with fewer than two usable readings
 */
export function growthPerCycle(readings: readonly (number | null)[]): number | null {
  return fit(readings)?.slope ?? null;
}

/**
 * 95 % confidence interval of that slope. Residuals of a sum are not independent, so that it is
 * rather too narrow; rounds tell more.
 * @returns null with fewer than three usable readings
 */
export function growthInterval(readings: readonly (number | null)[]): { low: number; high: number } | null {
  const line = fit(readings);
  if (!line || line.error === null) return null;
  const half = t95(line.points - 2) * line.error;
  return { low: line.slope - half, high: line.slope + half };
}
