/**
 * Readings without what the rejected cycles added: a rejected cycle has no reading of its own, and
 * all later ones are lowered by its step, so that the slope is of the good cycles alone.
 * @param readings MiB after each cycle, in order; null where one could not be taken
 * @param good whether the cycle did what it should
 */
export function spliceOut(readings: readonly (number | null)[], good: readonly boolean[]): (number | null)[] {
  const kept: (number | null)[] = [];
  let removed = 0;
  let last: number | null = null;
  readings.forEach((reading, i) => {
    const before = last;
    last = reading ?? last;
    if (good[i]) kept.push(reading === null ? null : reading - removed);
    // Where the first cycle is bad there is nothing before it; its step is then the first's, which is left out anyway.
    else if (reading !== null && before !== null) removed += reading - before;
  });
  return kept;
}
