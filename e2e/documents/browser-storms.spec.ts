/** What the browser itself does to a page under inspection: the extension reloaded, the tab discarded, DevTools moved. */
import type { BrowserContext, Page } from '@playwright/test';
import { extensionIdOf } from '../../tooling/browser/browser';
import { rendererPid } from '../../tooling/browser/renderer';
import { patched } from '../harness/patched';
import { expect, test } from '../harness/test';
import { expectPatched, expectTruth, TRUTH } from '../harness/truth';

const reuse = { name: 'Reuse' } as const;

test.beforeEach(({ server }) => {
  server.html('/', TRUTH);
  server.html('/still', `<!doctype html><link rel=icon href=data:,><script>new RTCPeerConnection()</script>`);
});

async function extensionPage(context: BrowserContext): Promise<Page> {
  const host = await context.newPage();
  await host.goto(`chrome-extension://${extensionIdOf(context)}/extension/popup.html`);
  return host;
}

/** Reloads the extension as chrome://extensions would: its pages close, Chromium closes DevTools, too. */
async function reloadExtension(context: BrowserContext): Promise<void> {
  const host = await extensionPage(context);
  await Promise.all([
    host.waitForEvent('close'),
    host.evaluate(() => void setTimeout(() => chrome.runtime.reload(), 50)),
  ]);
}

/** How often a timer fires in a page's process within a second. */
async function timersIn(page: Page): Promise<number> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const pid = await rendererPid(page);
  return traceEvents.filter((event: any) => event.name === 'TimerFire' && event.pid === pid).length;
}

test('the extension reloaded under a page: the old one is silent, a new panel says what to do', async ({
  launch,
  server,
  openPanel,
}) => {
  const { context } = await launch();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  await page.goto(server.url('/'));
  const { panel, devtools } = await openPanel(page);
  await panel.getByRole('radio', reuse).check();
  await expectPatched(page, true);
  errors.length = 0;
  const closed = devtools.waitForEvent('close');
  await reloadExtension(context);
  await closed;
  await expectPatched(page, false);
  await page.evaluate(() => (window as any).made(3));

  const again = await openPanel(page);
  await expect(again.panel.getByRole('heading', { name: 'Reload the page to attach' })).toBeVisible();
  // A frame that is loaded now has the new scripts; the document around it has not.
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/';
    document.body.append(frame);
  });
  const bar = again.panel.getByRole('status').filter({ hasText: 'Reload the page to attach.' });
  await expect(bar).toContainText('This shows the frames that the extension can reach.');
  await expect(again.panel.locator('.sidebar .group-name')).toHaveText([`frame localhost:${server.port}`]);
  expect(errors).toEqual([]);
  await bar.getByRole('button', { name: 'Reload page' }).click();
  await expect(again.panel.locator('.sidebar .group-name')).toHaveText([`localhost:${server.port}`]);
  await expect(bar).toHaveCount(0);
  await expectTruth(page, again.panel);
});

test('after a reload of the extension no timer runs in a page that it was looking at', async ({ launch, server }) => {
  const { context } = await launch();
  const page = await context.newPage();
  const raw = await patched(page, server.url('/still'), 'none');
  await raw.document('/still');
  expect(await timersIn(page)).toBeGreaterThan(2);
  await reloadExtension(context);
  await expect.poll(() => timersIn(page), { timeout: 20_000 }).toBe(0);
});

/** The tab again after it was discarded and chosen: a new target. */
async function discardAndReturn(page: Page, host: Page): Promise<Page> {
  const url = page.url();
  const context = page.context();
  await page.bringToFront();
  const id = await host.evaluate(async () => (await chrome.tabs.query({ active: true }))[0]!.id!);
  await host.bringToFront();
  const discarded = await host.evaluate(async (tab) => (await chrome.tabs.discard(tab))?.id, id);
  const [back] = await Promise.all([
    context.waitForEvent('page'),
    host.evaluate((tab) => chrome.tabs.update(tab!, { active: true }), discarded),
  ]);
  await back.waitForURL(url);
  return back;
}

for (const [times, tag] of [
  [5, ''],
  [200, ' @full'],
] as const) {
  test(`a tab discarded ${times} times under a patch comes back without it, and is seen as it is${tag}`, async ({
    context,
    server,
    openPanel,
  }) => {
    test.setTimeout(times * 10_000 + 60_000);
    const host = await extensionPage(context);
    let page = await context.newPage();
    for (let i = 0; i < times; i++) {
      const raw = await patched(page, server.url('/'), 'reuse');
      page = await discardAndReturn(page, host);
      await raw.close();
      await expectPatched(page, false);
      expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    }
    const { panel } = await openPanel(page);
    await expectTruth(page, panel);
  });
}

test('DevTools docked and undocked', async ({ launch, server, openPanel }) => {
  const { context } = await launch({ dockSide: 'bottom' });
  const page = await context.newPage();
  await page.goto(server.url('/'));
  const { panel, setDockSide } = await openPanel(page);
  await panel.getByRole('radio', reuse).check();
  for (const side of ['right', 'undocked', 'left', 'undocked', 'bottom'] as const) {
    await setDockSide(side);
    await page.evaluate(() => (window as any).made(1));
    await expectTruth(page, panel);
    await expectPatched(page, true);
  }
});
