import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { buildPackage } from '../../package/build/build';
import type * as api from '../../package/types/playwright';
import { launchBrowser } from '../../tooling/browser/browser';
import { PEERS } from '../../tooling/pages/peers';
import { startServer } from '../../tooling/pages/server';
import { type Figure, figure, ratio } from '../lib/figures';
import { quantile } from '../lib/statistics';
import { ISOLATED } from './isolated';

const GOAL = 1.02;
const VERDICT_GOAL_MS = 200;
const WARM_UP = 5;
const TRANSCEIVERS = 300;

/** By Node itself: what loads this file would load the package's modules in its own way. */
const importFile = new Function('url', 'return import(url)') as (url: string) => Promise<typeof api>;

const PLAIN = Array.from({ length: 1_500 }, (_, i) => `<p>Line ${i} <b>of</b> the page.</p>`).join('');
/** What a page of a call does while it loads. */
const CALL = `const pair = peers.connect();
for (let i = 0; i < 5; i++) pair.a.addTransceiver(i % 2 ? 'audio' : 'video');
pair.a.createOffer();`;

const PAGES = {
  'a page without WebRTC': `<!doctype html><title>plain</title><link rel=icon href=data:,>${PLAIN}`,
  'a page that makes a call': `<!doctype html><title>call</title><link rel=icon href=data:,><script>${PEERS}${CALL}</script>${PLAIN}`,
};

interface Times {
  /** From the response's first byte to the end of the load event, ms. */
  page: number;
  /** Of page.reload(), as the test waits for it, ms. */
  test: number;
}

async function reload(page: Page): Promise<Times> {
  const began = performance.now();
  await page.reload();
  const test = performance.now() - began;
  const inPage = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return entry!.loadEventEnd - entry!.responseStart;
  });
  return { page: inPage, test };
}

/** Loads of both pages in turn: in an inspected context over one in another browser that is not. */
async function loads(pages: readonly [Page, Page], url: string, rounds: number): Promise<[Times[], Times[]]> {
  for (const page of pages) await page.goto(url);
  const times: [Times[], Times[]] = [[], []];
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const side of round % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
      const each = await reload(pages[side]);
      if (round >= 0) times[side].push(each);
    }
  }
  return times;
}

function figuresOf(name: string, [ours, theirs]: [Times[], Times[]]): Figure[] {
  return (['page', 'test'] as const).map((clock) => {
    const values = (side: Times[]) => side.map((each) => each[clock]);
    const { value, spread, noise, ours: ms, theirs: without } = ratio(values(ours), values(theirs));
    const what = clock === 'page' ? `load of ${name} under inspect()` : `page.reload() of ${name} under inspect()`;
    const note = `${ms.toFixed(1)} ms with, ${without.toFixed(1)} ms without; noise ${noise.toFixed(3)}`;
    return figure({ name: what, value, unit: '', goal: GOAL, spread, note });
  });
}

/** verdict() of a page with many transceivers, a third of them idle senders. */
async function verdictTime(rtc: api.Rtc, page: Page, url: string, times: number): Promise<Figure> {
  await page.goto(url);
  await page.evaluate(async (count) => {
    const pair = peers.connect();
    const track = peers.canvasTrack();
    for (let i = 0; i < count / 3; i++) pair.a.removeTrack(pair.a.addTrack(track.clone()));
    for (let i = 0; i < (count * 2) / 3; i++) pair.a.addTransceiver('audio', { direction: 'inactive' });
    Object.assign(window, { pair });
  }, TRANSCEIVERS);
  const found = await rtc.transceivers();
  const ms: number[] = [];
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    await rtc.verdict();
    ms.push(performance.now() - began);
  }
  return figure({
    name: `verdict() with ${found.length} transceivers`,
    value: quantile(ms, 0.5),
    unit: 'ms',
    goal: VERDICT_GOAL_MS,
    spread: [quantile(ms, 0.25), quantile(ms, 0.75)],
    note: `the slowest ${Math.max(...ms).toFixed(0)} ms`,
  });
}

/** What the npm package's inspect() costs a page under Playwright, and the test that asks it. */
export async function measureInspect(rounds: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-package-'));
  await buildPackage(folder);
  const { inspect } = await importFile(pathToFileURL(join(folder, 'playwright.js')).href);
  const server = await startServer();
  const inspected = await launchBrowser({ extension: null });
  const plain = await launchBrowser({ extension: null });
  try {
    const rtc = await inspect(inspected.context);
    const pages = [await inspected.context.newPage(), await plain.context.newPage()] as const;
    const figures: Figure[] = [];
    for (const [i, [name, html]] of Object.entries(PAGES).entries()) {
      server.html(`/${i}`, html, ISOLATED);
      figures.push(...figuresOf(name, await loads(pages, server.url(`/${i}`), rounds)));
    }
    server.html('/many', `<!doctype html><title>many</title><link rel=icon href=data:,><script>${PEERS}</script>`);
    figures.push(await verdictTime(rtc, pages[0], server.url('/many'), 20));
    await rtc.dispose();
    return figures;
  } finally {
    await inspected.close();
    await plain.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
