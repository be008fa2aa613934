import type { Frame } from '@playwright/test';
import { serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

test.use({
  browserArgs: [['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'], { scope: 'worker' }],
});

declare const chrome: any;

const verdict = (panel: Frame) => panel.getByRole('region', { name: 'Verdict' });

/** Text and title of the toolbar icon in the inspected tab. */
const badge = (panel: Frame) =>
  panel.evaluate(async () => {
    const { tabId } = chrome.devtools.inspectedWindow;
    return [await chrome.action.getBadgeText({ tabId }), await chrome.action.getTitle({ tabId })];
  });

test.beforeEach(({ server }) => serveSharePage(server));

test('growth: the badge counts what grows, and a patch in force has it to itself', async ({
  page,
  server,
  openPanel,
}) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await share(page, ['red', 'lime', 'blue']);
  // The far end is in this page too: its receivers pile up.
  await expect.poll(() => badge(panel)).toEqual(['2', 'Transceiver Inspector: 2 growing']);

  await verdict(panel).getByRole('button', { name: 'How to fix' }).click();
  const fix = panel.getByRole('region', { name: 'How to fix' });
  await expect(fix).toContainText('share.js:5');
  await expect(fix).toContainText('removeTrack');
  const links = fix.getByRole('link');
  expect(await links.count()).toBeGreaterThan(0);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /noopener/);
    await expect(link).toHaveAttribute('href', /^https:\/\/github\.com\//);
  }
  // The other finding has its line, its cost and its own way out, by the keyboard too.
  await verdict(panel).getByRole('button', { name: '1 other finding' }).click();
  const other = panel.getByRole('region', { name: 'Other findings' }).locator('[data-code=receivers-piling-up]');
  await expect(other).toContainText(/They hold ≈ .* MB \(estimate\)\. Since \d\d:\d\d:\d\d\./);
  await other.locator('summary').focus();
  await other.locator('summary').press('Enter');
  await expect(other).toContainText('What is missing: stop() or reuse at the sending side.');
  await expect(other).toContainText('No patch helps here.');
  await verdict(panel).getByRole('button', { name: 'How to fix' }).click();
  await fix.getByRole('button', { name: 'Reuse', exact: true }).click();
  await expect(panel.getByText('Reuse is on')).toBeVisible();
  expect((await badge(panel))[0]).toBe('R');

  // What is counted since the switch reuses: nothing grows.
  expect(await share(page, ['yellow', 'magenta', 'cyan'])).toEqual(['yellow', 'magenta', 'cyan']);
  await expect(verdict(panel)).toContainText('Stable');
  // What it was before, and so the fix, stay beside what the patch shows.
  await expect(verdict(panel).getByRole('button', { name: 'How to fix' })).toBeVisible();
  await expect.poll(() => badge(panel)).toEqual(['R', 'Transceiver Inspector: page patched by Reuse']);
});

test('what the page only paused: Reuse and Stop are not offered', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  await share(page, ['red', 'lime', 'blue'], 'pause');
  const { panel } = await openPanel(page);
  await verdict(panel).getByRole('button', { name: 'How to fix' }).click();
  const fix = panel.getByRole('region', { name: 'How to fix' });
  await expect(fix).toContainText('Downscale idle.');
  await expect(fix).toContainText('Reuse and Stop refuse (“not released”)');
  await expect(fix.getByRole('button', { name: 'Reuse', exact: true })).toHaveCount(0);
});

test('a captured camera that nobody sends is told after ten seconds, and no longer once it is sent', async ({
  page,
  server,
  openPanel,
}) => {
  await page.goto(server.url('/'));
  await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    Object.assign(window, { camera: stream.getVideoTracks()[0] });
  });
  const { panel } = await openPanel(page);
  await expect(verdict(panel)).toContainText('1 camera capture has been live but not sent for', { timeout: 40_000 });
  await expect(verdict(panel)).toContainText('It holds < 1 MB (estimate).');
  await expect(verdict(panel)).not.toContainText(/Not enough data|published/);
  await verdict(panel).getByRole('button', { name: 'How to fix' }).click();
  await expect(panel.getByRole('region', { name: 'How to fix' })).toContainText('No patch helps here.');
  await page.evaluate(async () => {
    const { pair, camera, shares } = window as any;
    pair.a.addTransceiver(camera, { direction: 'sendonly' });
    await shares.negotiate(pair.a, pair.b);
  });
  await expect(verdict(panel)).not.toContainText('camera capture', { timeout: 15_000 });
  await expect(verdict(panel)).toContainText('1 camera publish, 1 sending.');
});

test('a page that holds a device before it has a connection: the sentence says so, above the state', async ({
  page,
  server,
  openPanel,
}) => {
  server.route('/preview.js', (_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/javascript' })
      .end(
        'async function preview() {\n  window.kept = await navigator.mediaDevices.getUserMedia({ audio: true });\n}',
      ),
  );
  server.html('/preview', '<!doctype html><title>preview</title><script src="/preview.js"></script>');
  await page.goto(server.url('/preview'));
  const { panel } = await openPanel(page);
  const state = panel.getByRole('heading', { name: 'No peer connection yet' });
  await expect(state).toBeVisible();
  await expect(verdict(panel)).toHaveCount(0);
  await page.evaluate(() => (window as any).preview());
  await expect(verdict(panel)).toContainText('1 microphone capture has been live but not sent', { timeout: 25_000 });
  await expect(verdict(panel)).toContainText('preview.js:2');
  await expect(state).toBeVisible();
  await page.evaluate(() => (window as any).kept.getTracks()[0].stop());
  await expect(verdict(panel)).toHaveCount(0);
  await expect(state).toBeVisible();
});
