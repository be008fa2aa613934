import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { type LaunchedBrowser, launchBrowser } from '../../../tooling/browser/browser';
import { ROOT } from '../../../tooling/node/root.mjs';
import { startServer } from '../../../tooling/pages/server';
import { decided, type Figure, figure, text } from '../../lib/figures';
import { quantile } from '../../lib/statistics';
import { processorOf, type Spent } from '../processor';
import { ordinaryPage } from './ordinary-page';
import { measureSilence } from './silence';
import { compare, type Load, type Round, takeTurns } from './turns';

const GOAL = 1.02;
/** Loads of one side in its turn: enough for the hundredths of a second that a process's time is counted in. */
const LOADS = 10;
/** The same of loads that each begin a process, which take three times as long. */
const FIRST_LOADS = 4;

/** The build again, with its content scripts emptied: Chrome's own price of injecting two stays. @returns its folder */
function emptied(build: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-empty-'));
  cpSync(build, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  for (const { js } of manifest.content_scripts) for (const file of js) writeFileSync(join(folder, file), '');
  return folder;
}

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
    this.thread += after.thread - (before?.thread ?? 0);
    this.process += after.process - (before?.process ?? 0);
  }

  mean(): Load | null {
    const { passed, thread, process, wanted } = this;
    const each = 1_000 / passed.length;
    if (passed.length < wanted / 2 || process <= 0) return null;
    return { passed: quantile(passed, 0.5), thread: thread * each, process: process * each };
  }
}

/** Loads the page again, where it stays in its process: the scripts are compiled there. */
async function reloads(page: Page): Promise<() => Promise<Load | null>> {
  const clock = await processorOf(page);
  return async () => {
    const loads = new Loads(LOADS);
    for (let i = 0; i < LOADS; i++) {
      const before = await clock();
      await page.reload();
      loads.add(await timeOf(page), before, await clock());
    }
    return loads.mean();
  };
}

/** Loads the page in new tabs, each with a process of its own, whose start is in it. */
const firstLoads = (context: BrowserContext, url: string) => async (): Promise<Load | null> => {
  const loads = new Loads(FIRST_LOADS);
  for (let i = 0; i < FIRST_LOADS; i++) {
    const page = await context.newPage();
    await page.goto(url);
    loads.add(await timeOf(page), null, await (await processorOf(page))());
    await page.close();
  }
  return loads.mean();
};

function figureOf(rounds: readonly Round[], which: keyof Load, name: string, goal?: number): Figure {
  const { value, low, high } = compare(rounds, which, 0);
  const noise = compare(rounds, which, 2);
  const ms = (side: 0 | 1) =>
    quantile(
      rounds.map((round) => round[side][which]),
      0.5,
    ).toFixed(2);
  const note = `${ms(0)} ms with, ${ms(1)} ms with empty scripts; 95 % of ${rounds.length} rounds; empty scripts against themselves ${text(noise.value)} (${text(noise.low)} .. ${text(noise.high)})`;
  const made = { name, value, unit: '', spread: [low, high] as [number, number], note };
  return goal === undefined ? figure(made) : decided({ ...made, goal });
}

/** None where most rounds could not be measured. */
function figuresOf(rounds: readonly Round[], name: string): Figure[] {
  if (rounds.length < 5) {
    console.log(`  ${name}: not measured, since the browser keeps moving the page to another process`);
    return [];
  }
  return [
    figureOf(rounds, 'process', `${name}, processor time of its process`, GOAL),
    figureOf(rounds, 'thread', `${name}, processor time of its main thread`, GOAL),
    figureOf(rounds, 'passed', `${name}, time passed`),
  ];
}

/**
 * Loading a page without WebRTC: with the extension over with one whose content scripts are empty, and that
 * over itself in another browser, which is what the machine's noise alone makes.
 * @param most rounds; fewer where the interval is narrow before
 */
export async function measureLoad(most: number): Promise<Figure[]> {
  const server = await startServer();
  server.html('/', ordinaryPage());
  const build = process.env.EXTENSION_DIR ?? join(ROOT, 'dist', 'chrome');
  const copy = emptied(build);
  const browsers: LaunchedBrowser[] = [];
  try {
    for (const extension of [build, copy, copy]) browsers.push(await launchBrowser({ extension }));
    const pages = await Promise.all(browsers.map(({ context }) => context.newPage()));
    for (const page of pages) await page.goto(server.url('/'));
    const name = 'load of a page without WebRTC';
    return [
      ...figuresOf(await takeTurns(most, await Promise.all(pages.map(reloads))), `${name}, again`),
      ...figuresOf(
        await takeTurns(
          most,
          browsers.map(({ context }) => firstLoads(context, server.url('/'))),
        ),
        `${name}, in a new process`,
      ),
      ...(await measureSilence(pages[0]!, server)),
    ];
  } finally {
    for (const browser of browsers) await browser.close();
    await server.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
