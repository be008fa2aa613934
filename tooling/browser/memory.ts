import type { Page } from '@playwright/test';
import { settledReading } from '../patches/settled';
import { collectGarbage } from './heap';
import { type MemoryReading, readMemory } from './renderer';

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
  return settledReading(() => readMemory(pid), { most: MAX_READINGS, between: () => page.waitForTimeout(INTERVAL_MS) });
}
