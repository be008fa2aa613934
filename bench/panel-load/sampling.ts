import type { CDPSession, Frame, Page } from '@playwright/test';
import { openPanel } from '../../tooling/browser/devtools';
import { type Figure, figure } from '../lib/figures';
import { growth } from '../lib/heaps';
import { quantile } from '../lib/statistics';
import type { Bench } from './browser';
import type { PlayedHook } from './hook.iife';
import { choicesDuring, interactions } from './interactions';
import type { Part } from './measure-panel';
import { traceWork, type Work } from './trace';

const GOALS = { frameMs: 8, heapMiB: 80, interactionMs: 100, lagMs: 1_000, taskMs: 50 };
/** MiB a minute: 3 an hour, as the soak has it. Judged by the lower end of the 95 % interval. */
const GOAL_GROWTH = 0.05;
const READINGS_PER_MINUTE = 6;
const SETTLE_MS = 60_000;
const MIB = 1024 * 1024;
const HOURS = 8;
/** Updates that are sent at once before the panel is waited for. */
const AT_ONCE = 20;
/** Publishes: as an app does at the most, and as a fault does. */
const PER_SECOND = [1, 7];

export interface Length {
  /** Between two samples of the eight hours, in ms; 2,500 fill the statistics to their bound, as one a second would. */
  stepMs: number;
  /** Of one trace. */
  seconds: number;
  /** Of watching the heap. */
  minutes: number;
}

type WithHook = Window & { played: PlayedHook };

/** The eight hours that the panel looked, as fast as it takes them. */
async function remember(page: Page, panel: Frame, stepMs: number): Promise<void> {
  const step = ([ms, steps]: readonly [number, number]) =>
    (window as unknown as WithHook).played.play(2_000, ms, steps);
  while (!(await page.evaluate(step, [stepMs, AT_ONCE] as const))) {
    // Behind what has come so far, so that no queue grows.
    await panel.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }
  await page.evaluate(() => (window as unknown as WithHook).played.live(0));
}

/**
 * Eight hours within minutes leave garbage behind that eight hours do not, and for a minute V8 goes on to make the heap
 * smaller: it is to be over before anything is measured.
 */
async function forgetLoading(page: Page, panel: Frame): Promise<void> {
  const session = await page.context().newCDPSession(panel);
  await heapOf(session);
  await session.detach();
  await page.waitForTimeout(SETTLE_MS);
}

/** All of the panel's heap after a garbage collection: objects, DOM, and what typed arrays hold. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const usage = await session.send('Runtime.getHeapUsage');
  return (usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize) / MIB;
}

async function heapFigures(page: Page, panel: Frame, minutes: number): Promise<Figure[]> {
  const session = await page.context().newCDPSession(panel);
  const readings: number[] = [];
  for (let n = 0; n <= minutes * READINGS_PER_MINUTE; n++) {
    if (n > 0) await page.waitForTimeout(60_000 / READINGS_PER_MINUTE);
    readings.push(await heapOf(session));
  }
  await session.detach();
  const found = growth(readings, READINGS_PER_MINUTE);
  const interval = found && `95 % ${found.low.toFixed(3)} .. ${found.high.toFixed(3)}`;
  return [
    figure({ name: 'heap after garbage collection', value: Math.max(...readings), unit: 'MiB', goal: GOALS.heapMiB }),
    figure({
      name: 'heap, growth at the least',
      value: found?.low ?? Number.POSITIVE_INFINITY,
      unit: 'MiB a minute',
      goal: GOAL_GROWTH,
      note: found ? `slope ${found.slope.toFixed(3)}, ${interval}, over ${minutes} min` : 'too few readings',
    }),
  ];
}

/** Work for each frame while an update a second comes in, in what view. */
async function frameFigures(panel: Frame, view: string, seconds: number): Promise<Figure[]> {
  const { frames, ownFrames, own, percent } = await traceWork(panel, () =>
    panel.page().waitForTimeout(seconds * 1_000),
  );
  return [
    figure({
      name: `work for a frame while sampling, ${view}, p95`,
      value: quantile(frames, 0.95),
      unit: 'ms',
      goal: GOALS.frameMs,
      note: `median ${quantile(frames, 0.5).toFixed(1)} ms, most ${Math.max(...frames).toFixed(1)} ms, ${frames.length} frames in ${seconds} s; without garbage collections p95 ${quantile(ownFrames, 0.95).toFixed(1)} ms, longest task ${Math.max(...own).toFixed(1)} ms; main thread ${percent.toFixed(2)} % of a core`,
    }),
  ];
}

const show = async (panel: Frame, tab: RegExp) => void (await panel.getByRole('tab', { name: tab }).click());
const chooseTime = async (panel: Frame, name: string) =>
  void (await panel.getByRole('radiogroup', { name: 'Time shown' }).getByRole('radio', { name, exact: true }).click());

const interactionFigure = (name: string, found: number[]) =>
  figure({
    name,
    value: quantile(found, 0.95),
    unit: 'ms',
    goal: GOALS.interactionMs,
    note: `median ${quantile(found, 0.5).toFixed(0)} ms, most ${Math.max(...found).toFixed(0)} ms of ${found.length}`,
  });

/** How long after the page's last publish the panel has it, in ms. */
async function lagOf(page: Page, panel: Frame): Promise<number> {
  await page.evaluate(() => (window as unknown as WithHook).played.live(0));
  const count = await page.evaluate(() => (window as unknown as WithHook).played.present());
  const began = Date.now();
  const shown = panel.getByRole('tab', { name: `Transceivers ${count}`, exact: true });
  await shown.waitFor();
  return Date.now() - began;
}

/** The longest single task, and how many are longer than a user can miss. */
function taskFigure(name: string, { own, tasks }: Work): Figure {
  const longest = own.reduce((most, ms, i) => (ms > own[most]! ? i : most), 0);
  const long = own.filter((ms) => ms > GOALS.taskMs).length;
  return figure({
    name: `${name}: longest task`,
    value: own[longest]!,
    unit: 'ms',
    goal: GOALS.taskMs,
    note: `processor time but for garbage collections (${Math.max(...tasks).toFixed(1)} ms with); ${long} of ${own.length} above ${GOALS.taskMs} ms`,
  });
}

async function burstFigures(page: Page, panel: Frame, seconds: number, perSecond: number): Promise<Figure[]> {
  await show(panel, /^Overview/);
  await page.evaluate((n) => (window as unknown as WithHook).played.live(n), perSecond);
  let found: number[] = [];
  const work = await traceWork(panel, async () => {
    found = await choicesDuring(panel, page.waitForTimeout(seconds * 1_000));
  });
  const { frames, percent } = work;
  const lag = await lagOf(page, panel);
  const name = `${perSecond} publish${perSecond === 1 ? '' : 'es'} a second for ${seconds} s`;
  return [
    interactionFigure(`${name}: choosing in the overview, p95`, found),
    taskFigure(name, work),
    figure({ name: `${name}: behind the page at the end`, value: lag, unit: 'ms', goal: GOALS.lagMs }),
    figure({
      name: `${name}: main thread`,
      value: percent,
      unit: '% of a core',
      note: `work for a frame: median ${quantile(frames, 0.5).toFixed(1)} ms, p95 ${quantile(frames, 0.95).toFixed(1)} ms`,
    }),
  ];
}

/**
 * Eight hours of 300 transceivers in the panel's memory, one sample a second coming in.
 * @param add gets the figures as they are there
 */
export async function measureSampling(
  bench: Bench,
  parts: ReadonlySet<Part>,
  length: Length,
  add: (part: Part, figures: Figure[]) => void,
): Promise<void> {
  const page = await bench.open(`/call?hours=${HOURS}`);
  const { panel } = await openPanel(page);
  await panel.locator('.main').waitFor();
  await remember(page, panel, length.stepMs);
  await forgetLoading(page, panel);
  if (parts.has('frames')) {
    await chooseTime(panel, 'All');
    add('frames', await frameFigures(panel, 'overview of 8 h', length.seconds));
    await chooseTime(panel, '1 min');
    add('frames', await frameFigures(panel, 'overview of 1 min', length.seconds));
    await chooseTime(panel, 'All');
    await show(panel, /^Transceivers/);
    add('frames', await frameFigures(panel, 'list of transceivers', length.seconds));
  }
  if (parts.has('interactions')) {
    add('interactions', [interactionFigure('sorting, filtering, selecting, p95', await interactions(panel))]);
  }
  await show(panel, /^Overview/);
  if (parts.has('heap')) add('heap', await heapFigures(page, panel, length.minutes));
  if (!parts.has('burst')) return;
  for (const perSecond of PER_SECOND) add('burst', await burstFigures(page, panel, 60, perSecond));
}
