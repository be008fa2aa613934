import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import type { TestServer } from '../tooling/pages/server';
import { type Consumer, createConsumer } from './fixtures/consumer';
import { ALL_COUNTED, countedIn, serveDocuments } from './fixtures/documents';
import { APP_LINE, startSite } from './fixtures/site';
import type * as playwright from './types/playwright';

/** inspect() of the installed package, in a plain browser without extension and DevTools. */
let consumer: Consumer;
let site: TestServer;
let browser: Browser;
let executablePath: string;
let inspect: typeof playwright.inspect;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite();
  consumer = createConsumer();
  const entry = join(consumer.folder, 'node_modules/transceiver-inspector/dist/playwright.js');
  ({ inspect } = await import(pathToFileURL(entry).href));
  executablePath = (await ensureBrowser()).path;
  browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  serveDocuments(site);
});
test.afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function share(page: Page, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    for (const button of ['#share', '#stop']) {
      await page.click(button);
      await page.waitForFunction(() => document.title === 'ready');
    }
    await page.waitForTimeout(200);
  }
}

const newPage = async () => (await browser.newContext()).newPage();

/** A report in a browser without network: it says what the run says, and what it loads later is in it. */
async function opensOffline(html: string, says: readonly string[], { docs = false } = {}): Promise<void> {
  expect(html).toContain('<script type="application/json" id="recording">{');
  const file = test.info().outputPath('report.html');
  writeFileSync(file, html);
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(pathToFileURL(file).href);
  for (const each of says) await expect(page.getByText(each).first()).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  const more = page.getByRole('button', { name: /^Learn more/ }).first();
  if (docs) {
    await page.getByRole('button', { name: 'How to fix' }).click();
    await more.click();
    await expect(page.getByText(/^From docs\//)).toBeVisible();
  }
  expect(errors).toEqual([]);
  await context.close();
}

test('verdict, counts, log, estimate, check, patch, runs and recording agree', async () => {
  test.setTimeout(120_000);
  const page = await newPage();
  const rtc = await inspect(page);
  await page.goto(site.url('/'));
  const first = await rtc.run('as it is', () => share(page, 3));
  expect(first).toMatchObject({ state: 'growing', publishes: 3, made: 3, flags: [], memory: null });
  expect(first.check.verdict).toBe('FAIL');

  const times: number[] = [];
  let verdict!: playwright.Verdict;
  for (let i = 0; i < 5; i++) {
    const began = performance.now();
    verdict = await rtc.verdict();
    times.push(Math.round(performance.now() - began));
  }
  console.log(`verdict(): ${times.join(', ')} ms`);
  expect(verdict.text).toContain('Growing: 3 video publishes made 3 transceivers, 3 idle, none removed');
  expect(verdict.line).toMatchObject({ function: 'startShare', url: site.url('/app.js'), ...APP_LINE });
  expect(verdict.findings.map(({ id }) => id)).toEqual(['idle-senders', 'receivers-piling-up']);
  expect(verdict.remedies[0]).toMatchObject({ by: 'reuse' });
  expect(await rtc.connections()).toMatchObject([
    { id: '1', publishes: 3, transceivers: { video: 3, audio: 0 }, idle: { video: 3, audio: 0 }, verdict: 'growing' },
    { id: '2', publishes: 0 },
  ]);
  const sent = (await rtc.transceivers()).filter(({ connection }) => connection === '1');
  expect(sent).toHaveLength(3);
  expect(sent[0]).toMatchObject({
    phase: 'idle',
    released: true,
    line: APP_LINE,
    layers: [{ width: 320, height: 180 }],
  });
  const calls = (await rtc.log()).filter(({ text }) => text.startsWith('call: addTransceiver('));
  expect(calls).toHaveLength(3);
  const estimate = await rtc.estimate();
  expect(estimate).toMatchObject({ senders: 3, unknown: 0, text: expect.stringMatching(/^≈ .* \(estimate\)$/) });
  expect(estimate.high).toBeGreaterThan(estimate.low);
  expect((await rtc.check()).verdict).toBe('FAIL');
  await expect(rtc.expectNoGrowth()).rejects.toThrow('WebRTC resources pile up');
  await expect(rtc.expectAtMost({ idle: 1 })).rejects.toThrow(
    'Connection #1 has 3 idle transceivers, at most 1 are allowed.',
  );
  await rtc.expectAtMost({ idle: 3, transceivers: 3 });

  await opensOffline(await rtc.report(), ['3 video publishes made 3 transceivers'], { docs: true });

  // In force when patch() resolves: the very next publish is handed an idle one.
  await rtc.patch('reuse');
  const second = await rtc.run('under Reuse', () => share(page, 3));
  expect(second).toMatchObject({ state: 'stable', publishes: 3, made: 0 });
  expect((await rtc.verdict()).text).toContain('Stable: 3 video publishes with Reuse on made no new transceiver');

  const recording: any = await rtc.recording();
  expect(JSON.stringify(recording)).not.toContain('app.js');
  const own: any = await rtc.recording({ redact: false });
  expect(own.runs.map(({ name }: any) => name)).toEqual(['as it is', 'under Reuse']);
  expect(own.documents[0].info.url).toBe(site.url('/'));
  expect(own.environment).toMatchObject({ userAgent: expect.stringContaining('Chrome/') });
  await opensOffline(await rtc.report(), [
    '3 video publishes with Reuse on made no new transceiver',
    'Reuse was on when this was recorded',
  ]);
  const file = test.info().outputPath('own.json');
  writeFileSync(file, JSON.stringify(own));
  const analyzed = await consumer.run('node_modules/transceiver-inspector/dist/cli.js', ['analyze', file, '--json']);
  const [run] = JSON.parse(analyzed.out).runs;
  expect(run.headline).toBe((await rtc.verdict()).text);
  expect(rtc.problems).toEqual([]);
  await rtc.dispose();
  // On a busy machine: what it takes where nothing else runs.
  expect(Math.min(...times)).toBeLessThan(200);
});

test('a bundle’s line is followed to where it was written', async () => {
  const page = await newPage();
  const rtc = await inspect(page);
  await page.goto(site.url('/bundled'));
  await share(page, 3);
  const { line, published, explanation } = await rtc.verdict();
  expect(line).toMatchObject({ url: expect.stringMatching(/\/app\.js$/), line: APP_LINE.line });
  expect(published).toMatchObject({ url: site.url('/bundle.js') });
  expect(explanation).toMatch(new RegExp(`Line: .*app\\.js:${APP_LINE.line}:.*published as .*bundle\\.js`));
  await rtc.dispose();
});

test('a context’s documents of every kind are counted from their first script on', async () => {
  test.setTimeout(120_000);
  const popups = await chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-popup-blocking'] });
  const counted: Record<string, unknown> = {};
  for (const [name, path] of serveDocuments(site)) {
    const context = await popups.newContext();
    const rtc = await inspect(context);
    const page = await context.newPage();
    await page.goto(site.url(path));
    await expect.poll(async () => (await rtc.connections()).length, { message: name }).toBe(1);
    counted[name] = await countedIn(rtc, context);
    await rtc.dispose();
    await context.close();
  }
  await popups.close();
  expect(counted).toEqual(ALL_COUNTED);
});

test('measured memory: a renderer with three 720p encoders more holds what they cost', async () => {
  test.setTimeout(120_000);
  const page = await newPage();
  const rtc = await inspect(page);
  await page.goto(site.url('/?w=1280&h=720'));
  await share(page, 1);
  const { memory } = await rtc.run('three more', () => share(page, 3), { memory: true });
  const { before, after } = memory!;
  console.log(`${before.mib.toFixed(1)} to ${after.mib.toFixed(1)} MiB, GPU process ${after.gpuMib?.toFixed(1)} MiB`);
  expect(after.method).toBe('Chromium’s memory dump: private_footprint');
  // 32 MiB each, measured at a reached size (docs/memory.md).
  expect(after.mib - before.mib).toBeGreaterThan(60);
  expect(after.mib - before.mib).toBeLessThan(150);
  const { low, high } = await rtc.estimate();
  console.log(`estimate of 4: ${low.toFixed(0)} to ${high.toFixed(0)} MiB`);
  // One trace at a time.
  await browser.startTracing(page);
  await expect(rtc.memory()).rejects.toThrow('Memory can’t be measured while another trace is going on');
  await browser.stopTracing();
  expect((await rtc.memory())!.mib).toBeGreaterThan(0);
  await rtc.dispose();
  expect(await rtc.memory()).toBeNull();
});

test('a page that is closed in the middle: what was seen stays, with a sentence', async () => {
  const page = await newPage();
  const rtc = await inspect(page);
  await page.goto(site.url('/'));
  await share(page, 3);
  await rtc.verdict();
  await page.close();
  const { state, text, notices } = await rtc.verdict();
  expect(state).toBe('growing');
  expect(text).toContain('Grew until it ended: 3 video publishes');
  expect(notices).toContain('The page was closed: this is how it was at its end.');
  expect(await rtc.memory()).toBeNull();
  await expect(rtc.patch('reuse')).rejects.toThrow('The page was closed');
  expect(((await rtc.recording()) as any).documents).toHaveLength(1);
  await rtc.dispose();
});

test('a renderer that crashes, and a browser that does: what was seen stays, with a sentence', async () => {
  const own = await chromium.launch({ executablePath, chromiumSandbox: false });
  const context = await own.newContext();
  const rtc = await inspect(context);
  const crashing = await context.newPage();
  await crashing.goto(site.url('/plain'));
  await expect.poll(async () => (await rtc.connections()).length).toBe(1);
  const crashed = crashing.waitForEvent('crash');
  await crashing.goto('chrome://crash').catch(() => {});
  await crashed;
  expect(await rtc.transceivers()).toHaveLength(2);
  // The context goes on: another of its pages is counted.
  const page = await context.newPage();
  await page.goto(site.url('/plain'));
  await expect.poll(async () => (await rtc.connections()).length).toBe(2);
  const session = await own.newBrowserCDPSession();
  await session.send('Browser.crash').catch(() => {});
  const gone = 'The context or its browser was closed: this is how it was at its end.';
  expect(await rtc.ended).toBe(gone);
  expect((await rtc.verdict()).notices).toContain(gone);
  expect(await rtc.transceivers()).toHaveLength(4);
  await rtc.dispose();
});

test('a page that is inspected already, and one that was inspected before', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const rtc = await inspect(page);
  const already = 'This page is inspected already';
  await expect(inspect(page)).rejects.toThrow(already);
  await expect(inspect(context)).rejects.toThrow(already);
  await rtc.dispose();
  const whole = await inspect(context, { patch: 'reuse' });
  await expect(inspect(page)).rejects.toThrow(already);
  await page.goto(site.url('/'));
  await share(page, 3);
  expect(await whole.verdict()).toMatchObject({ state: 'stable', notices: expect.any(Array) });
  expect((await whole.connections()).map(({ publishes }) => publishes)).toEqual([3, 0]);
  await whole.dispose();
  expect(await page.evaluate('sender.getTransceivers().length')).toBe(1);
  // The patch ends with the inspection.
  await share(page, 1);
  expect(await page.evaluate('sender.getTransceivers().length')).toBe(2);
  await context.close();
});

test('a page that was there before: nothing is called stable', async () => {
  const page = await newPage();
  await page.goto(site.url('/'));
  const rtc = await inspect(page, { patch: 'reuse' });
  expect(rtc.late).toBe(1);
  await share(page, 3);
  const { state, notices } = await rtc.verdict();
  expect(state).toBe('unknown');
  expect(notices.join()).toContain('1 document was there before inspect()');
  await page.reload();
  await share(page, 3);
  expect(rtc.late).toBe(0);
  expect(await rtc.verdict()).toMatchObject({ state: 'stable' });
  // A stopped sender's statistics go: those of the next one are read.
  await page.evaluate('current.transceiver.stop()');
  await share(page, 1);
  const layersOf = async () => (await rtc.transceivers()).map(({ phase, layers }) => [phase, layers[0]?.height]);
  await expect.poll(layersOf).toContainEqual(['idle', 180]);
  expect(rtc.problems).toEqual([]);
  await rtc.dispose();
});

for (const order of ['clock first', 'inspect first'] as const) {
  test(`a page whose clock is set and stands still: ${order}`, async () => {
    const page = await newPage();
    const time = new Date('2020-01-01T00:00:00Z');
    if (order === 'clock first') await page.clock.install({ time });
    const rtc = await inspect(page);
    if (order === 'inspect first') await page.clock.install({ time });
    await page.clock.pauseAt(new Date('2020-01-02T00:00:00Z')).catch(() => {});
    await page.goto(site.url('/plain'));
    const [connection] = await rtc.connections();
    expect(connection).toMatchObject({ transceivers: { video: 1, audio: 1 } });
    const { notices } = await rtc.verdict();
    const set = notices.filter((notice) => notice.includes('clock was set'));
    const [entry] = await rtc.log();
    console.log(order, new Date(entry!.at).toISOString(), set);
    expect(set).toHaveLength(new Date(entry!.at).getUTCFullYear() === 2020 ? 1 : 0);
    await rtc.dispose();
  });
}

test('a call that throws at once, as another tool’s wrap may, is in the log with its arguments and its line', async () => {
  const page = await newPage();
  await page.addInitScript(() => {
    for (const name of ['replaceTrack', 'setParameters'] as const) {
      RTCRtpSender.prototype[name] = () => {
        throw new RangeError(`no ${name}`);
      };
    }
  });
  const rtc = await inspect(page);
  await page.goto(site.url('/'));
  const thrown = await page.evaluate(() => {
    const { sender } = new RTCPeerConnection().addTransceiver('video');
    const calls = [() => sender.replaceTrack(null), () => sender.setParameters(sender.getParameters())];
    return calls.map((call) => {
      try {
        return void call();
      } catch (error) {
        return String(error);
      }
    });
  });
  expect(thrown).toEqual(['RangeError: no replaceTrack', 'RangeError: no setParameters']);
  const calls = (await rtc.log()).filter(({ type }) => type === 'call').slice(-2);
  expect(calls.map(({ text }) => text)).toEqual([
    'call: replaceTrack(null) threw RangeError: no replaceTrack',
    'call: setParameters({encodings: 1 item}) threw RangeError: no setParameters',
  ]);
  for (const { line } of calls) expect(line).not.toBeNull();
  await rtc.dispose();
});

test('wrong arguments: a sentence each', async () => {
  const page = await newPage();
  await expect(inspect({})).rejects.toThrow('inspect() takes a Playwright Page or BrowserContext.');
  await expect(inspect(page, { patch: 'all' as never })).rejects.toThrow(
    'A patch is none, reuse, stop, downscale; not "all".',
  );
  await expect(inspect(page, { intervalMs: 0 })).rejects.toThrow('intervalMs is a number from 100 on, not 0.');
  const rtc = await inspect(page);
  await expect(rtc.patch('most' as never)).rejects.toThrow('not "most".');
  await expect(rtc.expectAtMost({})).rejects.toThrow('Which budget?');
  await expect(rtc.expectAtMost({ lines: 3 } as never)).rejects.toThrow('not of "lines".');
  const failing = rtc.run('fails', () => Promise.reject(new Error('their own')));
  await expect(failing).rejects.toThrow('their own');
  expect(((await rtc.recording({ redact: false })) as any).runs).toMatchObject([{ name: 'fails' }]);
  await rtc.dispose();
});

test('nothing keeps Node alive after dispose()', async () => {
  const script = `import { chromium } from '@playwright/test';
import { inspect } from 'transceiver-inspector/playwright';
const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, chromiumSandbox: false });
const page = await browser.newPage();
const rtc = await inspect(page);
await page.goto(process.env.SITE);
await rtc.verdict();
await rtc.dispose();
await browser.close();
console.log('done');
process.on('exit', () => console.log('after ' + Math.round(performance.now() - ended) + ' ms'));
const ended = performance.now();`;
  writeFileSync(join(consumer.folder, 'ends.mjs'), script);
  const { code, out, err } = await consumer.run('ends.mjs', [], {
    SITE: site.url('/plain'),
    CHROME_PATH: executablePath,
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(Number(/after (\d+) ms/.exec(out)![1])).toBeLessThan(2_000);
});
