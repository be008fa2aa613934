import { DIST, launchBrowser } from '../../../tooling/browser/browser';
import { collectGarbage } from '../../../tooling/browser/heap';
import { rendererPid } from '../../../tooling/browser/renderer';
import { processorOf } from '../processor';
import { keepOnOneCore } from './one-core';
import { processClock } from './process-clock';
import type { OpenTimedPage, TimedPage } from './timed-page';

/** @param extension folder of a build; null for a browser without one */
export async function openWith(url: string, extension: string | null): Promise<TimedPage> {
  const browser = await launchBrowser({ extension });
  const page = await browser.context.newPage();
  await page.goto(url);
  const pid = await rendererPid(page);
  if (!keepOnOneCore(pid)) console.log('  Not on one core: the ratios may be of different ways.');
  const precise = processClock(pid);
  const clock = await processorOf(page);
  return {
    evaluate: (fn: (arg: any) => any, arg?: unknown) => page.evaluate(fn, arg),
    collectGarbage: () => collectGarbage(page),
    processor: async () => precise?.() ?? (await clock()).process,
    close: () => browser.close(),
  };
}

export const openInChromium: OpenTimedPage = (url, withExtension) => openWith(url, withExtension ? DIST : null);
