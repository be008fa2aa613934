import type { Page } from '@playwright/test';

/** A page's processor time so far, in seconds: of its main thread, and of its whole process. */
export interface Spent {
  thread: number;
  process: number;
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
    return { thread: value('ThreadTime'), process: value('ProcessTime') };
  };
}
