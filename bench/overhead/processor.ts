import type { Page } from '@playwright/test';

/** A page's processor time so far, in seconds: of its main thread, and of its whole process. */
export interface Spent {
  thread: number;
  process: number;
  /** Another one where the page has gone to another process, whose time begins anew. */
  isolate: string;
}

/** Reads it. Unlike time passed, it does not count what other processes take meanwhile. */
export async function processorOf(page: Page): Promise<() => Promise<Spent>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (wanted: string) => {
      const found = metrics.find(({ name }) => name === wanted);
      if (!found) throw new Error(`This browser has no metric ${wanted}`);
      return found.value;
    };
    const { id: isolate } = await session.send('Runtime.getIsolateId');
    return { thread: value('ThreadTime'), process: value('ProcessTime'), isolate };
  };
}
