import { setTimeout as wait } from 'node:timers/promises';
import { type MemoryReading, readMemory } from '../browser/renderer';
import type { Firefox } from './launch';

/** Firefox's own, in functions that run in its window. */
declare const gBrowser: { selectedBrowser: { browsingContext: any } };
declare const Cc: Record<string, { getService(of: unknown): any }>;
declare const Ci: { nsIMemoryReporterManager: unknown };

/** Frees come late: a reading counts once the next differs by less than this. */
const STEADY_MIB = 0.5;
const INTERVAL_MS = 200;
const MAX_READINGS = 15;

/** Process ids of the page in front and of its first frame; null where there is none. */
export function contentPids(firefox: Firefox): Promise<{ page: number; frame: number | null }> {
  return firefox.inBrowser(() => {
    const { currentWindowGlobal, children } = gBrowser.selectedBrowser.browsingContext;
    return { page: currentWindowGlobal.osPid, frame: children[0]?.currentWindowGlobal?.osPid ?? null };
  });
}

/** What about:memory calls "Minimize memory usage": a garbage and a cycle collection, and the heap's free pages given back. */
export function minimizeMemory(firefox: Firefox): Promise<void> {
  return firefox.inBrowser(
    () =>
      new Promise<void>((resolve) => {
        const manager = Cc['@mozilla.org/memory-reporter-manager;1']!.getService(Ci.nsIMemoryReporterManager);
        manager.minimizeMemoryUsage(() => resolve());
      }),
  );
}

/**
 * Memory of a content process after that, once it has settled, or after 3 s.
 * @param pid of contentPids()
 * @returns null where the system does not tell
 */
export async function settledContentMemory(firefox: Firefox, pid: number): Promise<MemoryReading | null> {
  await minimizeMemory(firefox);
  let last = await readMemory(pid);
  for (let i = 1; last && i < MAX_READINGS; i++) {
    await wait(INTERVAL_MS);
    const next = await readMemory(pid);
    if (next && Math.abs(next.mib - last.mib) < STEADY_MIB) return next;
    last = next;
  }
  return last;
}
