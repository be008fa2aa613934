import { launchBrowser } from '../../../tooling/browser/browser';
import { collectGarbage } from '../../../tooling/browser/heap';
import { processorOf } from '../processor';
import type { OpenTimedPage, TimedPage } from './timed-page';

export const openInChromium: OpenTimedPage = async (url, withExtension) => {
  const browser = await launchBrowser(withExtension ? {} : { extension: null });
  const page = await browser.context.newPage();
  await page.goto(url);
  const clock = await processorOf(page);
  const timed: TimedPage = {
    evaluate: (fn: (arg: any) => any, arg?: unknown) => page.evaluate(fn, arg),
    collectGarbage: () => collectGarbage(page),
    processor: async () => (await clock()).process,
    close: () => browser.close(),
  };
  return timed;
};
