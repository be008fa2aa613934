import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, expect, test } from '@playwright/test';
import { serveDemo } from '../demo/serve.mjs';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { createConsumer } from './fixtures/consumer';
import type * as playwright from './types/playwright';

/**
 * The hook by a driver, on the demo, and what it reports in the viewer: all that a browser without extensions
 * can show. `npm run canary -- --version 121` runs it on the oldest that the manifest allows.
 */
let browser: Browser;
let demo: Awaited<ReturnType<typeof serveDemo>>;
let inspect: typeof playwright.inspect;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  demo = await serveDemo();
  const entry = 'node_modules/transceiver-inspector/dist/playwright.js';
  ({ inspect } = await import(pathToFileURL(join(createConsumer().folder, entry)).href));
  browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, chromiumSandbox: false });
});
test.afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

/** Shares of one canvas, one after the other. */
const SHARES = 3;
const DEMO = { size: '360', receiver: 'page', unpublish: 'inactive+removeTrack', timeout: '40' };

async function shareUnder(patch: playwright.Patch, changes: Partial<typeof DEMO> = {}) {
  const page = await browser.newPage();
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  const rtc = await inspect(page, { patch });
  await page.goto(`${demo.publisherUrl}?${new URLSearchParams({ ...DEMO, ...changes })}`);
  const { cycles } = await page.evaluate((count) => window.demo.run(count), SHARES);
  const verdict = await rtc.verdict();
  const connection = (await rtc.connections()).find(({ publishes }) => publishes > 0)!;
  const all = (await rtc.transceivers()).filter((each) => each.connection === connection.id);
  const texts = (await rtc.log()).map(({ text }) => text);
  expect(thrown).toEqual([]);
  expect(rtc.problems).toEqual([]);
  return { page, rtc, cycles, verdict, connection, all, texts };
}

const SEEN: Record<playwright.Patch, object> = {
  none: { state: 'growing', transceivers: 3, idle: 3, mLines: 3, reused: 0 },
  reuse: { state: 'stable', transceivers: 1, idle: 1, mLines: 1, reused: 2 },
  stop: { state: 'stable', transceivers: 1, idle: 1, mLines: 3, reused: 0 },
  downscale: { state: 'growing', transceivers: 3, idle: 3, mLines: 3, reused: 0 },
};
for (const patch of ['none', 'reuse', 'stop', 'downscale'] as const) {
  test(`shares of the demo under ${patch} are counted, logged and patched @full`, async () => {
    test.setTimeout(120_000);
    const { page, rtc, cycles, verdict, connection, all, texts } = await shareUnder(patch);
    const { state } = verdict;
    const seen = {
      state,
      transceivers: connection.transceivers.video,
      idle: connection.idle.video,
      mLines: connection.mLines,
      reused: all.reduce((sum, each) => sum + each.reused, 0),
    };
    console.log(browser.version(), patch, JSON.stringify({ seen, layers: all.map(({ layers }) => layers), texts }));
    expect(seen).toEqual(SEEN[patch]);
    expect(connection.publishes).toBe(SHARES);
    // The page noticed nothing: each share reached its size and was seen at the far end.
    expect(cycles.map(({ reachedSize, intact }) => [reachedSize, intact])).toEqual(Array(SHARES).fill([true, true]));
    expect(texts.filter((text) => text.startsWith('call: addTransceiver('))).toHaveLength(SHARES);
    expect(texts.filter((text) => text.startsWith('call: removeTrack('))).toHaveLength(SHARES);
    await page.close();
    await rtc.dispose();
  });
}

test('the viewer opens what was recorded @full', async () => {
  test.setTimeout(120_000);
  const { page, rtc, verdict } = await shareUnder('none');
  const file = test.info().outputPath('report.html');
  writeFileSync(file, await rtc.report());
  await rtc.dispose();
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1200, height: 700 });
    await page.goto(pathToFileURL(file).href);
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(verdict.text.split(':')[0]!);
    for (const name of ['Overview', 'Transceivers', 'Log']) {
      await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
      await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`.toLowerCase()) });
    }
  }
  expect(thrown).toEqual([]);
  await page.close();
});
