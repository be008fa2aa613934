import { readFile } from 'node:fs/promises';
import { launchFirefox } from '../../../tooling/firefox/launch';
import { contentPids, minimizeMemory } from '../../../tooling/firefox/memory';
import type { OpenTimedPage, TimedPage } from './timed-page';

/** Linux counts a process's time in hundredths of a second (proc(5), utime and stime). */
const TICKS_PER_SECOND = 100;

async function processorSeconds(pid: number): Promise<number> {
  // After the command's name, which may hold anything.
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export const openInFirefox: OpenTimedPage = async (url, withExtension) => {
  const firefox = await launchFirefox({ preferences: { 'privacy.reduceTimerPrecision': false } });
  if (withExtension) await firefox.install();
  await firefox.goto(url);
  const { page: pid } = await contentPids(firefox);
  const timed: TimedPage = {
    evaluate: (fn: (...args: any[]) => any, ...args: unknown[]) => firefox.inPage(fn, ...args),
    collectGarbage: () => minimizeMemory(firefox),
    processor: () => processorSeconds(pid),
    close: () => firefox.close(),
  };
  return timed;
};
