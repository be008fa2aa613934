/**
 * Step between ticks of a 1024-based axis, so that they read 512 kB, 1 MB, 1.5 MB and not 977 kB.
 * `max` and the result are in the axis's own unit.
 */
export function sizeStep(max: number, most: number): number {
  const least = max / most;
  const power = 1024 ** Math.max(0, Math.floor(Math.log(Math.max(1, least)) / Math.log(1024)));
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 256, 512, 1024].map((step) => step * power);
  return steps.find((step) => step >= least) ?? 1024 * power;
}
