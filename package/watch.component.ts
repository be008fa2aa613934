import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test } from '@playwright/test';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import type { TestServer } from '../tooling/pages/server';
import { type Consumer, createConsumer } from './fixtures/consumer';
import { ALL_COUNTED, countedIn, serveDocuments } from './fixtures/documents';
import { type PortBrowser, startPortBrowser } from './fixtures/port';
import { APP_LINE, startSite } from './fixtures/site';
import type * as cdp from './types/cdp';
import type * as playwright from './types/playwright';

/** A browser that something else drives, watched by its debugging port. */
let consumer: Consumer;
let site: TestServer;
let browser: PortBrowser;
let attach: typeof cdp.attach;
let audit: typeof cdp.audit;
let inspect: typeof playwright.inspect;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite();
  consumer = createConsumer();
  const entry = (name: string) =>
    pathToFileURL(join(consumer.folder, 'node_modules/transceiver-inspector/dist', name)).href;
  ({ attach, audit } = await import(entry('cdp.js')));
  ({ inspect } = await import(entry('playwright.js')));
});
test.beforeEach(async () => {
  browser = await startPortBrowser((await ensureBrowser()).path);
});
test.afterEach(() => browser?.close());
test.afterAll(() => site?.close());

const env = () => ({ CDP: browser.endpoint, SITE: site.url('/bundled') });
const watch = (args: string[], more: NodeJS.ProcessEnv = {}) =>
  consumer.run('node_modules/transceiver-inspector/dist/cli.js', ['watch', '--cdp', browser.endpoint, ...args], {
    ...env(),
    ...more,
  });
const DRIVE = ['--', process.execPath, 'drive.mjs'];

test('watch -- COMMAND: their test passed, and it says what grows, with the written line', async () => {
  test.setTimeout(120_000);
  const { code, out, err } = await watch(['--out', 'watched.json', ...DRIVE]);
  expect(out, err).toContain('Growing: 3 video publishes made 3 transceivers, 3 idle, none removed');
  expect(out).toMatch(new RegExp(`Line: .*app\\.js:${APP_LINE.line}:.*published as .*bundle\\.js`));
  expect(code).toBe(1);
  const recording = JSON.parse(readFileSync(join(consumer.folder, 'watched.json'), 'utf8'));
  expect(recording).toMatchObject({ format: 'transceiver-inspector-recording', documents: [{ patch: 'none' }] });
});

test('watch --patch reuse: stable, exit 0; their own exit code goes first', async () => {
  test.setTimeout(120_000);
  const stable = await watch(['--patch', 'reuse', ...DRIVE]);
  expect(stable.out, stable.err).toContain('Stable: 3 video publishes with Reuse on made 1 transceiver, 1 idle.');
  expect(stable.code).toBe(0);
  expect((await watch(['--patch', 'reuse', ...DRIVE], { CODE: '7' })).code).toBe(7);
});

test('attach(): a page that was there, a switch in force, measured memory, a browser that goes', async () => {
  test.setTimeout(120_000);
  const driver = await chromium.connectOverCDP(browser.endpoint);
  const page = await driver.contexts()[0]!.newPage();
  await page.goto(site.url('/'));
  const share = async (times: number) => {
    for (let i = 0; i < times; i++) {
      for (const button of ['#share', '#stop']) {
        await page.click(button);
        await page.waitForFunction(() => document.title === 'ready');
      }
      await page.waitForTimeout(200);
    }
  };
  await page.evaluate(`window.asked = 0;
    const { getParameters } = RTCRtpSender.prototype;
    RTCRtpSender.prototype.getParameters = function () { asked++; return getParameters.call(this); };
    window.sub = new (class extends RTCPeerConnection {})();`);
  await share(2);
  const { frames, text } = await audit(browser.endpoint);
  expect(frames).toHaveLength(1);
  expect(frames[0]).toMatchObject({ page: site.url('/'), closed: 0, unread: 0 });
  const [publisher] = frames[0]!.connections.filter(({ idleEncoders }) => idleEncoders.length > 0);
  expect(publisher).toMatchObject({ state: 'connected', transceivers: { audio: 0, video: 2 }, sending: 0 });
  expect(publisher!.idleEncoders).toEqual(Array(2).fill({ size: { width: 320, height: 180 }, codec: 'VP8' }));
  expect(frames[0]!.connections).toHaveLength(3);
  expect(text).toContain('2 idle video encoders: 2 of 320x180 VP8.');
  expect(
    await page.evaluate('[asked, String(RTCPeerConnection.prototype.addTransceiver).includes("[native code]")]'),
  ).toEqual([0, true]);

  const rtc = await attach(browser.endpoint);
  await expect.poll(() => rtc.late).toBe(1);
  // One at a time, whichever process it is in; audit() puts nothing into a page.
  const taken = 'This browser is inspected already, by';
  await expect(attach(browser.endpoint)).rejects.toThrow(`${taken} this process (attach(), watch or mcp)`);
  expect(await watch(['--seconds', '1'])).toMatchObject({
    code: 2,
    err: expect.stringContaining(`${taken} process ${process.pid} `),
  });
  await page.reload();
  await share(3);
  expect(rtc.late).toBe(0);
  expect((await rtc.verdict()).state).toBe('growing');
  await rtc.patch('reuse');
  expect(await rtc.run('patched', () => share(3))).toMatchObject({ state: 'stable', made: 0, publishes: 3 });
  // Another inspection of the same page, by Playwright over the same port: both count, and neither disturbs.
  const other = await inspect(driver.contexts()[0]!);
  await page.reload();
  await share(3);
  expect((await other.verdict()).text).toContain('3 video publishes');
  expect(await rtc.connections()).toContainEqual(
    expect.objectContaining({ publishes: 3, transceivers: { audio: 0, video: 1 } }),
  );
  await other.dispose();
  const memory = await rtc.memory();
  expect(memory!.mib).toBeGreaterThan(10);
  expect(rtc.problems).toEqual([]);
  await browser.close();
  expect(await rtc.ended).toBe('The browser was closed: this is how it was at its end.');
  expect((await rtc.verdict()).notices).toContain('The browser was closed: this is how it was at its end.');
  await rtc.dispose();
});

const AT_ONCE = 'popup used at once';
for (const way of ['attach()', 'inspect() of a context by connectOverCDP()'] as const) {
  test(`${way}: documents of every kind are counted from their first script on @full`, async () => {
    test.setTimeout(180_000);
    const driver = await chromium.connectOverCDP(browser.endpoint);
    const context = driver.contexts()[0]!;
    const counted: Record<string, unknown> = {};
    const { [AT_ONCE]: _, ...counting } = ALL_COUNTED;
    for (const [name, path] of serveDocuments(site)) {
      // Its opener goes on before the port says that it is there: docs/any-page.md.
      if (way === 'attach()' && name === AT_ONCE) continue;
      const rtc = await (way === 'attach()' ? attach(browser.endpoint) : inspect(context));
      const page = await context.newPage();
      await page.goto(site.url(path));
      await expect.poll(async () => (await rtc.connections()).length, { message: name }).toBe(1);
      counted[name] = await countedIn(rtc, context);
      await rtc.dispose();
      for (const each of context.pages().slice(1)) await each.close();
    }
    expect(counted).toEqual(way === 'attach()' ? counting : ALL_COUNTED);
  });
}

test('no browser, another server, another machine, nothing to watch: a sentence each, exit 2', async () => {
  const elsewhere = JSON.stringify({ webSocketDebuggerUrl: 'ws://example.com/devtools/browser/1' });
  const other = createServer((_request, response) => response.end(elsewhere)).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const cli = (...args: string[]) => consumer.run('node_modules/transceiver-inspector/dist/cli.js', ['watch', ...args]);
  const port = (other.address() as AddressInfo).port;
  for (const [args, says] of [
    [['--cdp', `http://127.0.0.1:${port}`], 'No Chromium answers at'],
    [['--cdp', 'http://127.0.0.1:1'], 'No Chromium answers at'],
    [['--cdp', 'http://example.com:9222'], 'example.com is not this machine'],
    [['--cdp', '9222'], 'is no address of a debugging port'],
    [[], 'Which browser?'],
    [['--cdp', browser.endpoint, '--seconds', 'x'], '--seconds is a number above 0, not "x".'],
    [['--cdp', browser.endpoint, '--patch', 'all'], 'A patch is none, reuse, stop, downscale; not "all".'],
    [['--cdp', browser.endpoint, '--', 'no-such-program'], 'no-such-program could not be run'],
  ] as const) {
    const { code, out, err } = await cli(...args);
    expect({ code, out }, says).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
  }
  if (process.platform !== 'win32') {
    // A job that is canceled: the command is ended with it.
    const canceling = 'console.log(process.pid); process.kill(process.ppid, "SIGTERM"); setTimeout(() => {}, 60_000)';
    const canceled = await cli('--cdp', browser.endpoint, '--', process.execPath, '-e', canceling);
    expect(canceled).toMatchObject({ code: 143, out: expect.stringContaining('Nothing is published here.') });
    expect(() => process.kill(Number.parseInt(canceled.out, 10), 0)).toThrow('ESRCH');
  }
  const nothing = await cli('--cdp', browser.endpoint, '--seconds', '0.5');
  expect(nothing).toMatchObject({ code: 2, out: expect.stringContaining('Nothing is published here.') });
  other.close();
});

test('a browser that goes while it is watched: said, judged by what was seen, and the command ends', async () => {
  const watching = watch(['--seconds', '60']);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await browser.close();
  const { code, out, ms } = await watching;
  expect({ code, out }).toEqual({
    code: 2,
    out: expect.stringContaining('The browser was closed: this is how it was at its end.'),
  });
  expect(ms).toBeLessThan(20_000);
});
