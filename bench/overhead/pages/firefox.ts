import { type Firefox, launchFirefox } from '../../../tooling/firefox/launch';
import { contentPids, minimizeMemory } from '../../../tooling/firefox/memory';
import type { OpenTimedPage, TimedPage } from './timed-page';

/** Firefox's own, in a function that runs in its window. */
declare const ChromeUtils: { requestProcInfo(): Promise<{ children: { pid: number; cpuTime: number }[] }> };

/** By Firefox's own clock of each process: proc(5) counts in hundredths of a second only. */
const processorSeconds = (firefox: Firefox, pid: number): Promise<number> =>
  firefox.inBrowser(async (wanted) => {
    const { children } = await ChromeUtils.requestProcInfo();
    return children.find((each) => each.pid === wanted)!.cpuTime / 1e9;
  }, pid);

export const openInFirefox: OpenTimedPage = async (url, withExtension) => {
  const firefox = await launchFirefox({ preferences: { 'privacy.reduceTimerPrecision': false } });
  if (withExtension) await firefox.install();
  await firefox.goto(url);
  const { page: pid } = await contentPids(firefox);
  const timed: TimedPage = {
    evaluate: (fn: (...args: any[]) => any, ...args: unknown[]) => firefox.inPage(fn, ...args),
    collectGarbage: () => minimizeMemory(firefox),
    processor: () => processorSeconds(firefox, pid),
    close: () => firefox.close(),
  };
  return timed;
};
