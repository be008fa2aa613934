import type { Page } from '@playwright/test';
import { collectGarbage } from './heap';
import { type MemoryReading, readMemory } from './renderer';

/** Frees come late: a reading counts once the next differs by less than this. */
const STEADY_MIB = 0.5;
const INTERVAL_MS = 200;
const MAX_READINGS = 15;

/**
 * Memory of the page's renderer after a garbage collection (so that the page's own litter does not
 * count), once it has settled, or after 3 s.
 * @param pid of rendererPid(page)
 * @returns null where the system does not tell
 */
export async function settledMemory(page: Page, pid: number): Promise<MemoryReading | null> {
  await collectGarbage(page);
  let last = await readMemory(pid);
  for (let i = 1; last && i < MAX_READINGS; i++) {
    await page.waitForTimeout(INTERVAL_MS);
    const next = await readMemory(pid);
    if (next && Math.abs(next.mib - last.mib) < STEADY_MIB) return next;
    last = next;
  }
  return last;
}
