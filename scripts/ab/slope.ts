/**
 * Slope of the least-squares line through readings taken once a cycle, in the readings' unit per
 * cycle. The first cycle is left out: it also pays for what is made once (codec, transport, caches).
 * @param readings one per cycle, in order; null where one could not be taken
 * @returns null with fewer than two usable readings
 */
export function growthPerCycle(readings: (number | null)[]): number | null {
  const points = readings.flatMap((y, x) => (x === 0 || y === null ? [] : [{ x, y }]));
  if (points.length < 2) return null;
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x0, y0] = [mean('x'), mean('y')];
  const covariance = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0);
  return covariance / points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
}
