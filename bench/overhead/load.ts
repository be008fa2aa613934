import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { listenToMessages } from '../../tooling/browser/announcements';
import { launchBrowser } from '../../tooling/browser/browser';
import { ROOT } from '../../tooling/node/root.mjs';
import { startServer, type TestServer } from '../../tooling/pages/server';
import { type Figure, figure, type Ratio, ratio } from '../lib/figures';
import { ISOLATED } from './isolated';
import { processorOf } from './processor';

const GOAL = 1.02;
const WARM_UP = 5;
/** How long after the load a timer of ours would still be found. */
const WATCH_MS = 3_000;

/** An ordinary page without WebRTC: 1,500 elements, styles, 300 kB of script that is compiled and run. */
function ordinaryPage(): string {
  const rules = Array.from({ length: 200 }, (_, i) => `.c${i} { margin: ${i % 7}px; color: #${100 + i} }`);
  const elements = Array.from({ length: 1_500 }, (_, i) => `<p class="c${i % 200}">Line ${i} <b>of</b> the page.</p>`);
  const functions = Array.from({ length: 2_400 }, (_, i) => {
    const name = `f${i}`;
    return `function ${name}(a, b) { const all = [a, b, ${i}].map((n) => n * 2); return all.reduce((x, y) => x + y, ${i}) }\n${name}(1, 2);`;
  });
  return `<!doctype html><title>ordinary</title><link rel=icon href=data:,><style>${rules.join('\n')}</style>${elements.join('\n')}<script>${functions.join('\n')}</script>`;
}

/** The build again, with its content scripts emptied: Chrome's own price of injecting two stays. @returns its folder */
function emptied(build: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-empty-'));
  cpSync(build, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  for (const { js } of manifest.content_scripts) for (const file of js) writeFileSync(join(folder, file), '');
  return folder;
}

/**
 * Reloads, since another navigation would go to another process, whose processor time starts anew.
 * @returns milliseconds from the response's first byte to the end of the load event
 */
async function load(page: Page): Promise<number> {
  await page.reload();
  return page.evaluate(async () => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    while (!entry!.loadEventEnd) await new Promise((resolve) => requestAnimationFrame(resolve));
    return entry!.loadEventEnd - entry!.responseStart;
  });
}

/** Timers that are set, in any world of any page of the browser, while the page loads and 3 s after. */
async function timersSet(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let timers = 0;
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name } of value as { name?: string }[]) if (name === 'TimerInstall') timers++;
  });
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  const traceConfig = { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await page.goto(url);
  await page.waitForTimeout(WATCH_MS);
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return timers;
}

/** @throws where a timer or message of the page itself would not be seen: then the zeros mean nothing */
async function silence(page: Page, server: TestServer): Promise<Figure[]> {
  server.html('/timer', '<!doctype html><script>setTimeout(() => {}, 50)</script>');
  server.html('/connection', '<!doctype html><script>new RTCPeerConnection().close()</script>');
  const listener = await listenToMessages(page.context());
  const timers = await timersSet(page, server.url('/'));
  if ((await timersSet(page, server.url('/timer'))) !== 1) throw new Error('The trace does not show timers');
  await page.goto(server.url('/connection'));
  const isLast = ({ url }: { url: string }) => url === server.url('/connection');
  await expect.poll(async () => (await listener.heard()).some(isLast)).toBe(true);
  const messages = (await listener.heard()).filter((each) => !isLast(each)).length;
  return [
    figure({ name: 'messages of a page without WebRTC', value: messages, unit: '', goal: 0 }),
    figure({ name: 'timers in a page without WebRTC', value: timers, unit: '', goal: 0 }),
  ];
}

/** Loading a page without WebRTC: with the extension over with one whose content scripts are empty. */
export async function measureLoad(rounds: number): Promise<Figure[]> {
  const server = await startServer();
  server.html('/', ordinaryPage(), ISOLATED);
  const build = process.env.EXTENSION_DIR ?? join(ROOT, 'dist', 'chrome');
  const copy = emptied(build);
  const withUs = await launchBrowser({ extension: build });
  const withEmpty = await launchBrowser({ extension: copy });
  try {
    const pages = [await withUs.context.newPage(), await withEmpty.context.newPage()];
    for (const page of pages) await page.goto(server.url('/'));
    const clocks = [await processorOf(pages[0]!), await processorOf(pages[1]!)];
    const times: [number[], number[]] = [[], []];
    const spent: [number[], number[]] = [[], []];
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const side of round % 2 ? [0, 1] : [1, 0]) {
        const before = (await clocks[side]!()).thread;
        const ms = await load(pages[side]!);
        const seconds = (await clocks[side]!()).thread - before;
        if (round < 0) continue;
        times[side]!.push(ms);
        spent[side]!.push(seconds * 1_000);
      }
    }
    const ratioFigure = (name: string, { value, spread, noise, ours, theirs }: Ratio) => {
      const note = `${ours.toFixed(2)} ms with, ${theirs.toFixed(2)} ms with empty scripts; noise ${noise.toFixed(3)}`;
      return figure({ name, value, unit: '', goal: GOAL, spread, note });
    };
    return [
      ratioFigure('load of a page without WebRTC', ratio(...times)),
      // Unknown where the page went to another process all the same.
      ...(spent.flat().every((ms) => ms > 0)
        ? [ratioFigure('load of a page without WebRTC, processor time', ratio(...spent))]
        : []),
      ...(await silence(pages[0]!, server)),
    ];
  } finally {
    await withUs.close();
    await withEmpty.close();
    await server.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
