import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPackage } from '../../../package/build/build';
import type * as api from '../../../package/types/playwright';
import { type LaunchedBrowser, launchBrowser } from '../../../tooling/browser/browser';
import { PEERS } from '../../../tooling/pages/peers';
import { startServer, type TestServer } from '../../../tooling/pages/server';
import { type Figure, figure } from '../../lib/figures';
import { quantile } from '../../lib/statistics';
import { ISOLATED } from '../isolated';
import { figuresOf } from './load-figures';
import { reloads } from './loads';
import { ordinaryPage } from './ordinary-page';
import { takeTurns } from './turns';

type Inspect = typeof api.inspect;

/** Short turns, and many: what else the machine does comes to all sides. */
const LOADS = 2;
const VERDICT_GOAL_MS = 200;
const VERDICTS = 20;
/** Of both ends of one connection, a third of the sender's of video, all of which are released. */
const TRANSCEIVERS = 500;

/** By Node itself: what loads this file would load the package's modules in its own way. */
const importFile = new Function('url', 'return import(url)') as (url: string) => Promise<typeof api>;

/** What a page of a call does while it loads. */
const CALL = `const pair = peers.connect();
for (let i = 0; i < 5; i++) pair.a.addTransceiver(i % 2 ? 'audio' : 'video');
pair.a.createOffer();`;

const PAGES = {
  'a page without WebRTC': ordinaryPage(),
  'a page that makes a call': `${ordinaryPage()}<script>${PEERS}${CALL}</script>`,
};

/**
 * Loading a page in an inspected context over one in a browser that Playwright alone drives, and that over itself
 * in a third browser.
 * @param most rounds of each page; fewer where the interval is narrow before
 */
async function measureLoads(inspect: Inspect, server: TestServer, most: number): Promise<Figure[]> {
  const browsers: LaunchedBrowser[] = [];
  try {
    for (let i = 0; i < 3; i++) browsers.push(await launchBrowser({ extension: null }));
    const rtc = await inspect(browsers[0]!.context);
    const pages = await Promise.all(browsers.map(({ context }) => context.newPage()));
    const figures: Figure[] = [];
    for (const [i, [name, html]] of Object.entries(PAGES).entries()) {
      server.html(`/${i}`, html, ISOLATED);
      for (const page of pages) await page.goto(server.url(`/${i}`));
      const rounds = await takeTurns(most, await Promise.all(pages.map((page) => reloads(page, LOADS))));
      figures.push(...figuresOf(rounds, { name: `load of ${name} under inspect()`, without: 'Playwright alone' }));
    }
    await rtc.dispose();
    return figures;
  } finally {
    for (const browser of browsers) await browser.close();
  }
}

/** verdict() of a page with many transceivers. */
async function measureVerdict(inspect: Inspect, server: TestServer): Promise<Figure> {
  server.html('/many', `<!doctype html><title>many</title><link rel=icon href=data:,><script>${PEERS}</script>`);
  const browser = await launchBrowser({ extension: null });
  try {
    const rtc = await inspect(browser.context);
    const page = await browser.context.newPage();
    await page.goto(server.url('/many'));
    await page.evaluate(async (count) => {
      const pair = peers.connect();
      const track = peers.canvasTrack();
      for (let i = 0; i < count; i++) pair.a.addTransceiver(i % 3 ? 'audio' : track.clone());
      await pair.negotiate();
      for (const sender of pair.a.getSenders()) if (sender.track) pair.a.removeTrack(sender);
      Object.assign(window, { pair });
    }, TRANSCEIVERS / 2);
    const { length } = await rtc.transceivers();
    if (length !== TRANSCEIVERS) throw new Error(`The page has ${length} transceivers, not ${TRANSCEIVERS}`);
    const ms: number[] = [];
    for (let i = 0; i < VERDICTS; i++) {
      const began = performance.now();
      await rtc.verdict();
      ms.push(performance.now() - began);
    }
    await rtc.dispose();
    return figure({
      name: `verdict() with ${TRANSCEIVERS} transceivers`,
      value: quantile(ms, 0.5),
      unit: 'ms',
      goal: VERDICT_GOAL_MS,
      spread: [quantile(ms, 0.25), quantile(ms, 0.75)],
      note: `quartiles of ${VERDICTS}; the slowest ${Math.max(...ms).toFixed(0)} ms`,
    });
  } finally {
    await browser.close();
  }
}

/**
 * What the npm package's inspect() costs a page under Playwright, and the test that asks it.
 * @param most rounds of each page
 */
export async function measureInspect(most: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-package-'));
  const server = await startServer();
  try {
    await buildPackage(folder);
    const { inspect } = await importFile(pathToFileURL(join(folder, 'playwright.js')).href);
    return [...(await measureLoads(inspect, server, most)), await measureVerdict(inspect, server)];
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
