import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, expect, test } from '@playwright/test';
import { parseRecording } from '../../core/files/read/open';
import { resultOfRecording } from '../../core/findings/full-result';
import { createConsumer } from '../../package/fixtures/consumer';
import type * as playwright from '../../package/types/playwright';
import { ensureBrowser } from '../../tooling/chromium/ensure.mjs';
import { startServer, type TestServer } from '../../tooling/pages/server';
import { EXPECTED } from './expected';
import { type ExpectedPage, QUIET_MS } from './expected/types';
import { faultsOf } from './judge';
import { CASE_ARGS, PAGES, reproduce, SETTLE_MS, serveFolder } from './play';

/** The same pages, looked at by inspect() of the packed npm package: no extension, no DevTools, the same findings. */
let browser: Browser;
let server: TestServer;
let inspect: typeof playwright.inspect;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startServer();
  serveFolder(server, PAGES);
  const entry = join(createConsumer().folder, 'node_modules/transceiver-inspector/dist/playwright.js');
  ({ inspect } = await import(pathToFileURL(entry).href));
  browser = await chromium.launch({
    executablePath: (await ensureBrowser()).path,
    chromiumSandbox: false,
    args: CASE_ARGS,
  });
});
test.afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Pages that play at a time. */
const TABS = 3;
/** One of a kind: a leak of senders, of connections, of captures, and a healthy page. */
const QUICK = EXPECTED.filter(({ page }, i, all) => {
  const kind = page.split('/').slice(0, 2).join('/');
  const first = all.findIndex((each) => each.page.startsWith(`${kind}/`)) === i;
  return first && ['leaks/senders', 'leaks/connections', 'leaks/captures', 'healthy/senders'].includes(kind);
});

/** What is wrong with what inspect() says of a page; empty where it is what the table says. */
async function faultsIn(expected: ExpectedPage): Promise<string[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const rtc = await inspect(page);
  try {
    await page.goto(server.url(`/${expected.page}.html`));
    const error = await reproduce(page, undefined);
    if (error) return [error];
    await page.waitForTimeout(SETTLE_MS);
    const recording: any = await rtc.recording({ redact: false });
    const verdict = await rtc.verdict();
    // What it says live is what its recording says.
    const { state, findings } = resultOfRecording(parseRecording(JSON.stringify(recording)));
    expect({ state: verdict.state, ids: verdict.findings.map(({ id }) => id) }).toEqual({
      state,
      ids: findings.map(({ id }) => id),
    });
    const quiet = { ...recording, savedAt: recording.savedAt + QUIET_MS };
    return [...faultsOf(expected, parseRecording(JSON.stringify(quiet))), ...rtc.problems];
  } finally {
    await rtc.dispose();
    await context.close();
  }
}

async function faultsOfAll(pages: readonly ExpectedPage[]): Promise<Record<string, string[]>> {
  const left = [...pages];
  const faults: Record<string, string[]> = {};
  const play = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const found = await faultsIn(next).catch((error: Error) => [error.message]);
      if (found.length > 0) faults[next.page] = found;
    }
  };
  await Promise.all(Array.from({ length: TABS }, play));
  return faults;
}

test('some pages, by inspect(): what the table says', async () => {
  test.setTimeout(120_000);
  expect(QUICK).toHaveLength(4);
  expect(await faultsOfAll(QUICK)).toEqual({});
});

test('every page, by inspect(): what the table says @full', async () => {
  test.setTimeout(600_000);
  expect(await faultsOfAll(EXPECTED)).toEqual({});
});
