import { launchBrowser } from '../../../tooling/browser/browser';
import { collectGarbage } from '../../../tooling/browser/heap';
import { rendererPid } from '../../../tooling/browser/renderer';
import { processorOf } from '../processor';
import { keepOnOneCore } from './one-core';
import type { OpenTimedPage, TimedPage } from './timed-page';

export const openInChromium: OpenTimedPage = async (url, withExtension) => {
  const browser = await launchBrowser(withExtension ? {} : { extension: null });
  const page = await browser.context.newPage();
  await page.goto(url);
  if (!keepOnOneCore(await rendererPid(page))) console.log('  Not on one core: the ratios may be of different ways.');
  const clock = await processorOf(page);
  const timed: TimedPage = {
    evaluate: (fn: (arg: any) => any, arg?: unknown) => page.evaluate(fn, arg),
    collectGarbage: () => collectGarbage(page),
    processor: async () => (await clock()).process,
    close: () => browser.close(),
  };
  return timed;
};
