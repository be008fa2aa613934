/** Frees come late: a reading counts once the next differs by less than this. */
const STEADY_MIB = 0.5;

/**
 * Reads memory until two readings in a row agree, or as often as allowed.
 * @param read MiB; null where the memory can't be read
 * @returns the last reading
 */
export async function settledReading<T extends { mib: number }>(
  read: () => Promise<T | null>,
  { most, between }: { most: number; between?: () => Promise<void> },
): Promise<T | null> {
  let last = await read();
  for (let i = 1; last && i < most; i++) {
    await between?.();
    const next = await read();
    if (next && Math.abs(next.mib - last.mib) < STEADY_MIB) return next;
    last = next;
  }
  return last;
}
