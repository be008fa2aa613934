import type { CDPSession, Frame, Page } from '@playwright/test';
import { growthInterval, growthPerCycle } from '../../core/growth/slope';

const MIB = 1024 * 1024;

/** Reads a process's JavaScript heap after a garbage collection, in MiB. */
export async function heapReader(of: Page | Frame): Promise<() => Promise<number>> {
  const page = 'page' in of ? of.page() : of;
  const session: CDPSession = await page.context().newCDPSession(of);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / MIB;
  };
}

export interface Growth {
  /** MiB a minute over the second half of the readings. */
  slope: number;
  low: number;
  high: number;
}

/**
 * The second half only: in the first, bounded logs fill up.
 * @returns null with too few readings
 */
export function growth(readings: number[], readingsPerMinute: number): Growth | null {
  const half = readings.slice(Math.floor(readings.length / 2));
  const slope = growthPerCycle(half);
  const interval = growthInterval(half);
  if (slope === null || !interval) return null;
  const [each, low, high] = [slope, interval.low, interval.high].map((value) => value * readingsPerMinute);
  return { slope: each!, low: low!, high: high! };
}
