import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { findFirefox, noFirefox } from '../tooling/firefox/ensure.mjs';
import type { TestServer } from '../tooling/pages/server';
import { type Consumer, createConsumer } from './fixtures/consumer';
import { serveDocuments } from './fixtures/documents';
import { APP_LINE, startSite } from './fixtures/site';
import type * as api from './types/puppeteer';

/** inspect() of the installed package with real Puppeteer, over both of its protocols. */
let consumer: Consumer;
let site: TestServer;
let inspect: typeof api.inspect;
let executablePath: string;
let documents: ReturnType<typeof serveDocuments>;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite();
  documents = serveDocuments(site);
  consumer = createConsumer();
  const entry = join(consumer.folder, 'node_modules/transceiver-inspector/dist/puppeteer.js');
  ({ inspect } = await import(pathToFileURL(entry).href));
  executablePath = (await ensureBrowser()).path;
});
test.afterAll(() => site?.close());

async function share(page: Page, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    for (const button of ['#share', '#stop']) {
      await page.click(button);
      await page.waitForFunction(() => document.title === 'ready');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const PROTOCOLS = ['cdp', 'webDriverBiDi'] as const;
for (const protocol of PROTOCOLS) {
  test.describe(`over ${protocol}`, () => {
    let browser: Browser;
    test.beforeAll(async () => {
      const args = ['--no-sandbox', '--disable-popup-blocking'];
      browser = await puppeteer.launch({ executablePath, protocol, args });
    });
    test.afterAll(() => browser?.close());

    test('a page that republishes: counts, written line, memory, Reuse in force at once, and an end', async () => {
      test.setTimeout(120_000);
      const page = await browser.newPage();
      const rtc = await inspect(page);
      await page.goto(site.url('/'));
      await share(page, 3);
      const { state, text, line } = await rtc.verdict();
      expect({ state, text }).toEqual({
        state: 'growing',
        text: expect.stringContaining('Growing: 3 video publishes made 3 transceivers, 3 idle, none removed'),
      });
      expect(line).toMatchObject({ url: site.url('/app.js'), ...APP_LINE });
      expect((await rtc.memory())!.mib).toBeGreaterThan(10);
      await rtc.patch('reuse');
      expect(await rtc.run('patched', () => share(page, 3))).toMatchObject({ state: 'stable', publishes: 3, made: 0 });
      // As the page itself counts.
      const transceivers = () => page.evaluate('sender.getTransceivers().length');
      expect(await transceivers()).toBe(3);
      expect(rtc.problems).toEqual([]);
      await expect(inspect(browser)).rejects.toThrow('This page is inspected already');

      await rtc.dispose();
      await share(page, 1);
      expect(await transceivers()).toBe(4);
      const again = await inspect(page, { patch: 'reuse' });
      expect(again.late).toBe(1);
      await page.goto(site.url('/bundled'));
      await share(page, 3);
      const bundled = await again.verdict();
      expect(bundled).toMatchObject({ state: 'stable', line: { line: APP_LINE.line } });
      expect(bundled.line!.url).toMatch(/\/app\.js$/);
      await page.close();
      expect(await again.ended).toBe('The page was closed: this is how it was at its end.');
      expect((await again.verdict()).state).toBe('stable');
      await again.dispose();
    });

    // Twice as long over BiDi.
    const tag = protocol === 'cdp' ? '' : ' @full';
    test(`a context’s documents of every kind are counted from their first script on${tag}`, async () => {
      test.setTimeout(120_000);
      const counted: Record<string, unknown> = {};
      for (const [name, path] of documents) {
        const context = await browser.createBrowserContext();
        const rtc = await inspect(context);
        const page = await context.newPage();
        await page.goto(site.url(path));
        await expect
          .poll(async () => (await rtc.connections()).length, { message: name, timeout: 10_000 })
          .toBe(1)
          .catch(() => {});
        const [connection] = await rtc.connections();
        counted[name] = [connection?.transceivers, rtc.problems];
        await rtc.dispose();
        await context.close();
      }
      expect(counted).toEqual(Object.fromEntries(documents.map(([name]) => [name, [{ video: 1, audio: 1 }, []]])));
    });

    test('one context is inspected, the other is not; both go on', async () => {
      const contexts = [await browser.createBrowserContext(), browser.defaultBrowserContext()];
      for (const context of contexts) {
        const rtc = await inspect(context);
        for (const each of contexts) await (await each.newPage()).goto(site.url('/plain'));
        await expect.poll(async () => (await rtc.connections()).length).toBe(1);
        await rtc.dispose();
      }
    });
  });
}

test('Firefox over webDriverBiDi: counts, written line, Reuse in force at once, and no memory @full', async () => {
  test.setTimeout(120_000);
  const firefox = findFirefox();
  test.skip(!firefox, noFirefox());
  const extraPrefsFirefox = { 'media.peerconnection.ice.loopback': true };
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox!.path, extraPrefsFirefox });
  try {
    const context = await browser.createBrowserContext();
    for (const target of [browser, context, await context.newPage()]) {
      const rtc = await inspect(target);
      const page = 'goto' in target ? target : await target.newPage();
      await page.goto(site.url('/'));
      await share(page, 3);
      const { state, line } = await rtc.verdict();
      expect({ state, line }).toEqual({
        state: 'growing',
        line: { function: 'startShare', url: site.url('/app.js'), line: APP_LINE.line, column: expect.any(Number) },
      });
      await rtc.patch('reuse');
      expect(await rtc.run('patched', () => share(page, 1))).toMatchObject({ publishes: 1, made: 0 });
      expect(await page.evaluate('sender.getTransceivers().length')).toBe(3);
      expect(await rtc.memory()).toBeNull();
      expect(rtc.problems).toEqual([]);
      await page.close();
      await rtc.dispose();
    }
  } finally {
    await browser.close();
  }
});

test('as in the docs: it says what grows, takes all of it away, and nothing keeps Node alive', async () => {
  test.setTimeout(120_000);
  const env = { SITE: site.url('/'), CHROME_PATH: executablePath };
  const script = `${readFileSync(join(consumer.folder, 'puppeteer.mjs'), 'utf8').replace('await browser.close();', '')}
await page.reload();
const names = await page.evaluate('Object.getOwnPropertyNames(window).filter((name) => /^ti[0-9a-f]{16}/.test(name))');
console.log(names.length + ' of ours');
await browser.close();
const ended = performance.now();
process.on('exit', () => console.log('after ' + Math.round(performance.now() - ended) + ' ms'));`;
  writeFileSync(join(consumer.folder, 'puppeteer-ends.mjs'), script);
  const { code, out, err } = await consumer.run('puppeteer-ends.mjs', [], env);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Growing: 3 video publishes made 3 transceivers, 3 idle/);
  expect(out).toContain(`Line: startShare() app.js:${APP_LINE.line}:${APP_LINE.column}`);
  expect(out).toContain('\n0 of ours\n');
  expect(Number(/after (\d+) ms/.exec(out)![1])).toBeLessThan(2_000);
});

test('what can’t be inspected: a sentence each', async () => {
  await expect(inspect({})).rejects.toThrow('inspect() takes a Puppeteer Page, BrowserContext or Browser.');
  await expect(inspect({}, { patch: 'all' as never })).rejects.toThrow('not "all".');
  await expect(inspect({}, { intervalMs: 0 })).rejects.toThrow('intervalMs is a number from 100 on, not 0.');
});
