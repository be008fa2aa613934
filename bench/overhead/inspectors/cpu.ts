import type { Page } from '@playwright/test';
import { type Figure, figure } from '../../lib/figures';
import { type Arm, armOf, inArm, NOTHING } from './arms';
import type { Inspector } from './inspectors';

/** Percent of a core. */
const GOAL_AT_50 = 1;
const SETTLE_MS = 2_000;

const US: Arm[] = [
  { name: 'observed', us: 'observed' },
  { name: 'panel open', us: 'panel' },
];

/** One connection with so many sending transceivers, tiny pictures of one source. */
async function call(transceivers: number): Promise<void> {
  const pair = peers.connect();
  Object.assign(window, { pair });
  const track = peers.canvasTrack({ width: 64, height: 36, fps: 2 });
  for (let i = 0; i < transceivers; i++) pair.a.addTransceiver(track, { direction: 'sendonly' });
  await pair.negotiate();
  // Hundreds of transceivers on a busy machine take their time, which is not measured.
  await pair.connected(60_000);
}

/** Processor time of the page's main thread, as percent of a core. */
async function mainThreadPercent(page: Page, seconds: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  // The thread's own clock: what other processes take from it does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
  const [before, began] = [await read(), performance.now()];
  await page.waitForTimeout(seconds * 1_000);
  const percent = ((await read()) - before) / ((performance.now() - began) / 1_000);
  await session.detach();
  return percent * 100;
}

const cpuIn = (arm: Arm, transceivers: number, seconds: number) =>
  inArm(arm, async (page) => {
    await page.evaluate(call, transceivers);
    await page.waitForTimeout(SETTLE_MS);
    const percent = await mainThreadPercent(page, seconds);
    const samples = await page.evaluate(() => (window as { inspected?: () => number }).inspected?.());
    if (samples === 0) throw new Error(`${arm.name} took no sample: its figure would mean nothing`);
    return percent;
  });

/** What each inspector, sampling at 1 s, adds to the main thread of a page in a call. */
export async function measureCpu(counts: number[], seconds: number, inspectors: Inspector[]) {
  const figures: Figure[] = [];
  const others = new Map<string, Figure[]>(inspectors.map(({ name }) => [name, []]));
  for (const [i, count] of counts.entries()) {
    const arms = [NOTHING, ...US, ...inspectors.map(armOf)];
    const percents = new Map<Arm, number>();
    for (const arm of i % 2 ? arms.toReversed() : arms) percents.set(arm, await cpuIn(arm, count, seconds));
    const without = percents.get(NOTHING)!;
    for (const [arm, percent] of percents) {
      if (arm === NOTHING) continue;
      const name = `main thread, ${count} transceivers${arm.us ? `, ${arm.name}` : ''}`;
      const goal = arm.us && count === 50 ? GOAL_AT_50 : undefined;
      const note = `${percent.toFixed(2)} % with, ${without.toFixed(2)} % without, ${seconds} s`;
      const made = figure({ name, value: percent - without, unit: '% of a core', goal, note });
      (others.get(arm.name) ?? figures).push(made);
    }
  }
  return { figures, others };
}
