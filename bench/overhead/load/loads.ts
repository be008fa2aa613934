import type { BrowserContext, Page } from '@playwright/test';
import { quantile } from '../../lib/statistics';
import { processorOf, type Spent } from '../processor';
import type { Load } from './turns';

/** Loads of one side in its turn, where each begins a process. */
const FIRST_LOADS = 4;

/** @returns milliseconds from the response's first byte to the end of the load event */
const timeOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    while (!entry!.loadEventEnd) await new Promise((resolve) => requestAnimationFrame(resolve));
    return entry!.loadEventEnd - entry!.responseStart;
  });

/** The mean of several loads; null where too few of them could be measured. */
class Loads {
  private readonly passed: number[] = [];
  private thread = 0;
  private process = 0;

  constructor(private readonly wanted: number) {}

  /** @param before what the process had spent; null where it began with this load */
  add(passed: number, before: Spent | null, after: Spent): void {
    if (before && before.isolate !== after.isolate) return;
    this.passed.push(passed);
    this.thread += after.thread;
    this.process += after.process - (before?.process ?? 0);
  }

  mean(): Load | null {
    const { passed, thread, process, wanted } = this;
    const each = 1_000 / passed.length;
    if (passed.length < wanted / 2 || process <= 0) return null;
    return { passed: quantile(passed, 0.5), thread: thread * each, process: process * each };
  }
}

/**
 * Loads the page again, where it stays in its process: the scripts are compiled there.
 * @param count loads of one side in its turn: a process's time is counted in hundredths of a second
 */
export async function reloads(page: Page, count: number): Promise<() => Promise<Load | null>> {
  const clock = await processorOf(page);
  return async () => {
    const loads = new Loads(count);
    for (let i = 0; i < count; i++) {
      const before = await clock();
      await page.reload();
      loads.add(await timeOf(page), before, await clock());
    }
    return loads.mean();
  };
}

/** Loads the page in new tabs, each with a process of its own, whose start is in it. */
export const firstLoads = (context: BrowserContext, url: string) => async (): Promise<Load | null> => {
  const loads = new Loads(FIRST_LOADS);
  for (let i = 0; i < FIRST_LOADS; i++) {
    const page = await context.newPage();
    const clock = await processorOf(page);
    await page.goto(url);
    loads.add(await timeOf(page), null, await clock());
    await page.close();
  }
  return loads.mean();
};
