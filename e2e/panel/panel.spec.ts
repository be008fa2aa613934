import type { Frame } from '@playwright/test';
import { devToolsTab } from '../../tooling/browser/devtools';
import { panelTab, serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

declare const shares: any;

test.beforeEach(({ server }) => {
  serveSharePage(server);
  server.html('/plain', '<title>plain</title><p>No WebRTC here.');
});

const verdict = (panel: Frame) => panel.getByRole('region', { name: 'Verdict' });
const rows = (panel: Frame) => panel.getByRole('grid', { name: 'Transceivers' }).locator('tbody tr[aria-rowindex]');

test('DevTools opened late shows the whole history, the sentence, the line and the estimate', async ({
  page,
  server,
  openPanel,
}) => {
  await page.goto(server.url('/'));
  await share(page, ['red', 'lime', 'blue', 'yellow']);
  const { panel, resize } = await openPanel(page);
  // The Log shows only the lines in view.
  await resize(1300, 900);
  await expect(verdict(panel)).toContainText('Growing');
  await expect(verdict(panel)).toContainText('4 transceivers');
  await expect(verdict(panel)).toContainText('4 idle');
  await expect(verdict(panel)).toContainText('share.js:5');
  // 640x360 in VP8: about 8 to 12 MiB each; the sizes are known though nothing sends any more.
  await expect(verdict(panel)).toContainText(/≈\s*\d+.*MB.*\(estimate\)/);
  await panelTab(panel, 'Log').click();
  const log = panel.getByRole('tabpanel');
  await expect(log).toContainText('addTransceiver');
  await expect(log).toContainText('removeTrack');
  await panelTab(panel, 'Transceivers').click();
  await panel.getByRole('option', { name: /^All/ }).click();
  await expect(rows(panel)).toHaveCount(8);
});

test('live: rows appear as the page publishes, and the switch ends the growth', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await share(page, ['red']);
  await panelTab(panel, 'Transceivers').click();
  // The sending side and the receiving one.
  await expect(rows(panel)).toHaveCount(2);
  expect(await share(page, ['lime'])).toEqual(['lime']);
  await expect(rows(panel)).toHaveCount(4);

  await panel.getByRole('radio', { name: 'Reuse' }).check();
  await expect(panel.getByText('Reuse is on')).toBeVisible();
  expect(await share(page, ['blue', 'yellow', 'magenta'])).toEqual(['blue', 'yellow', 'magenta']);
  await expect(rows(panel)).toHaveCount(4);
  // Newest first; the Log shows only the lines in view.
  await panelTab(panel, 'Patch log').click();
  await expect(panel.getByRole('tabpanel')).toContainText('A released, idle transceiver was handed back');

  await panel.getByRole('radio', { name: 'Off' }).check();
  // The page has heard of it.
  await expect(panel.getByRole('tabpanel')).toContainText('switched off', { ignoreCase: true });
  await share(page, ['cyan']);
  await panelTab(panel, 'Transceivers').click();
  await expect(rows(panel)).toHaveCount(6);
});

test('the patch survives a reload and ends with DevTools', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const tools = await openPanel(page);
  await tools.panel.getByRole('radio', { name: 'Reuse' }).check();
  await page.reload();
  await share(page, ['red', 'lime']);
  expect(await page.evaluate(() => (window as any).pair.a.getTransceivers().length)).toBe(1);
  await tools.close();
  await expect
    .poll(async () => {
      const before = await page.evaluate(() => (window as any).pair.a.getTransceivers().length);
      await share(page, ['blue']);
      return (await page.evaluate(() => (window as any).pair.a.getTransceivers().length)) - before;
    })
    .toBe(1);
});

test('reload and navigation', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await share(page, ['red'], 'keep');
  await panelTab(panel, 'Transceivers').click();
  await panel.getByRole('option', { name: /^All/ }).click();
  await expect(rows(panel)).toHaveCount(2);
  await page.reload();
  // The new document has made its connections, but no transceiver yet.
  await expect(rows(panel)).toHaveCount(0);
  await share(page, ['lime'], 'keep');
  await expect(rows(panel)).toHaveCount(2);
  await panel.getByRole('checkbox', { name: 'Preserve log' }).check();
  await page.goto(server.url('/plain'));
  await expect(rows(panel)).not.toHaveCount(0);
  await panel.getByRole('checkbox', { name: 'Preserve log' }).uncheck();
  await page.goto(server.url('/plain?again'));
  await expect(panel.getByRole('heading', { name: 'No peer connection yet' })).toBeVisible();
});

test('the way back through the bfcache', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await share(page, ['red']);
  await panelTab(panel, 'Transceivers').click();
  // Chrome takes no page with an open connection into the bfcache, but one that closed them.
  await page.evaluate(() => {
    const { a, b } = (window as any).pair;
    a.close();
    b.close();
    (window as any).kept = true;
  });
  await page.goto(server.url('/plain'));
  await expect(panel.getByRole('heading', { name: 'No peer connection yet' })).toBeVisible();
  // There is no load event on this way back.
  await page.goBack({ waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => (window as any).kept)).toBe(true);
  await page.evaluate(() => {
    (window as any).pair = shares.connect();
  });
  await share(page, ['blue']);
  await panelTab(panel, 'Transceivers').click();
  await expect(rows(panel).filter({ hasText: 'inactive' })).toHaveCount(2);
});

test('a page without WebRTC says so, also after a navigation', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/plain'));
  const { panel } = await openPanel(page);
  await expect(panel.getByRole('heading', { name: 'No peer connection yet' })).toBeVisible();
  await page.goto(server.url('/plain', '127.0.0.1'));
  await expect(panel.getByRole('heading', { name: 'No peer connection yet' })).toBeVisible();
});

test('two tabs with a panel each see their own page only', async ({ page, context, server, openPanel }) => {
  await page.goto(server.url('/'));
  const other = await context.newPage();
  await other.goto(server.url('/'));
  const one = await openPanel(page);
  const two = await openPanel(other);
  await share(page, ['red', 'lime', 'blue']);
  await share(other, ['red']);
  for (const { panel } of [one, two]) {
    await panelTab(panel, 'Transceivers').click();
    await panel.getByRole('option', { name: /^All/ }).click();
  }
  await expect(rows(one.panel)).toHaveCount(6);
  await expect(rows(two.panel)).toHaveCount(2);
  await one.panel.getByRole('radio', { name: 'Reuse' }).check();
  await expect(two.panel.getByRole('radio', { name: 'Off' })).toBeChecked();
  await share(other, ['lime']);
  await expect(rows(two.panel)).toHaveCount(4);
});

test('frames: same-origin and cross-origin ones beside the top, added and removed', async ({
  page,
  server,
  openPanel,
}) => {
  const frame = (host: string) => `<iframe src="${server.url('/', host)}"></iframe>`;
  server.html('/frames', `<title>frames</title>${frame('localhost')}${frame('127.0.0.1')}`);
  await page.goto(server.url('/frames'));
  const { panel } = await openPanel(page);
  const [, same, cross] = page.frames();
  await share(same!, ['red'], 'keep');
  await share(cross!, ['lime'], 'keep');
  await expect(panel.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(5);
  await panelTab(panel, 'Transceivers').click();
  await panel.getByRole('option', { name: /^All/ }).click();
  await expect(rows(panel)).toHaveCount(4);
  // What a removed frame did stays until the next navigation, marked as gone.
  await page.evaluate(() => document.querySelector('iframe')!.remove());
  await expect(panel.getByRole('listbox', { name: 'Connections' }).locator('[role=group].gone')).toHaveCount(1);
});

test('the detail: life history, a frame that opens in Sources, store as global variable', async ({
  page,
  server,
  openPanel,
}) => {
  await page.goto(server.url('/'));
  const { panel, devtools } = await openPanel(page);
  await share(page, ['red']);
  await panelTab(panel, 'Transceivers').click();
  await rows(panel).first().click();
  const detail = panel.getByRole('region', { name: /^Details/ });
  await expect(detail).toContainText('removeTrack');
  await detail.getByRole('button', { name: 'Store as global variable' }).click();
  await expect(detail).toContainText('Stored as temp1');
  expect(await page.evaluate(() => (window as any).temp1 === (window as any).pair.a.getTransceivers()[0])).toBe(true);
  await detail
    .getByRole('button', { name: /share\.js:5/ })
    .first()
    .click();
  await expect(devToolsTab(devtools, 'share.js')).toBeVisible();
});

test('markup in what comes from the page stays text', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await page.evaluate(() => {
    const { track } = shares.share('red');
    const evil = '<img src=x onerror="document.title=1">';
    const { a } = (window as any).pair;
    Object.defineProperty(MediaStreamTrack.prototype, 'label', { get: () => evil });
    a.addTransceiver(track, { direction: 'sendonly', sendEncodings: [{ rid: 'x' }] });
    try {
      a.addTransceiver(evil);
    } catch {}
    a.createDataChannel(evil);
  });
  await panelTab(panel, 'Log').click();
  await expect(panel.getByRole('tabpanel')).toContainText('onerror=');
  expect(await panel.locator('img').count()).toBe(0);
});
