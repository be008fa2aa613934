import type { Frame, Page } from '@playwright/test';
import { SHARES } from './harness/shares';
import { expect, test } from './harness/test';

declare const shares: any;

/** A page whose script publishes and unpublishes as LiveKit does; `pause` leaves out removeTrack. */
const SHARE_JS = `window.pair = shares.connect();
window.share = async (colour, pause = false) => {
  const { a, b } = pair;
  const { track, stream } = shares.share(colour, 640, 360);
  const transceiver = a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
  await shares.negotiate(a, b);
  const seen = await shares.watch(shares.receivedBy(b, transceiver), colour);
  transceiver.direction = 'inactive';
  if (pause) await transceiver.sender.replaceTrack(null);
  else a.removeTrack(transceiver.sender);
  await shares.negotiate(a, b);
  track.stop();
  return seen.at(-1);
};`;

test.beforeEach(({ server }) => {
  server.route('/share.js', (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(SHARE_JS),
  );
  server.html('/', `${SHARES}<script src="/share.js"></script>`);
});

const share = (page: Page, colour: string, pause = false) =>
  page.evaluate(([c, p]) => (window as any).share(c, p), [colour, pause] as const);
const tab = (panel: Frame, name: string) => panel.getByRole('tab', { name: new RegExp(`^${name}`) });

test('downscale by hand under none; then the patch log says what Stop did, with reasons', async ({
  page,
  server,
  openPanel,
}) => {
  await page.goto(server.url('/'));
  const { panel, resize } = await openPanel(page);
  await resize(1300, 700);
  for (const colour of ['red', 'lime', 'blue']) expect(await share(page, colour)).toBe(colour);
  const button = panel.getByRole('button', { name: /^Downscale 3 idle encoders now/ });
  // VP8 at 640x360: 8 to 10 MiB each.
  await expect(button).toContainText('(frees ≈ 20-30 MB)');
  const verdict = panel.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Idle encoders ≈ 20-40 MB');

  await button.click();
  const result = panel.getByRole('status').filter({ hasText: 'Downscaled 3 idle encoders' });
  await expect(result).toContainText('≈ 20-40 MB → ≈ 0-6 MB (estimate)');
  await expect(verdict).toContainText('Idle encoders ≈ 0-6 MB');
  await expect(button).toBeHidden();
  await expect(panel.getByText('altered by hand', { exact: false }).first()).toBeVisible();
  await tab(panel, 'Patch log 3').click();
  const rows = panel.locator('.patch-log tbody tr[aria-rowindex]');
  await expect(rows.filter({ hasText: 'Its idle encoder was made small by the button.' })).toHaveCount(3);

  await panel.getByRole('radio', { name: 'Stop' }).check();
  await expect(panel.getByText('Stop is on in this tab until DevTools closes: released, idle')).toBeVisible();
  expect(await share(page, 'yellow')).toBe('yellow');
  await expect(rows.filter({ hasText: 'It holds the first m-line of the bundle' })).not.toHaveCount(0);
  await expect(rows.filter({ hasText: 'stopped because the page publishes again' })).toHaveCount(2);
  await expect(rows.filter({ hasText: 'stopped because' }).first()).toContainText('share.js:5');
  await panel.getByRole('button', { name: /2× A released, idle transceiver was stopped/ }).click();
  await expect(rows).toHaveCount(2);

  await page.reload();
  await expect(panel.getByText('altered by hand', { exact: false })).toHaveCount(0);
});

test('what reuse refuses is listed with its rule and each candidate’s reason', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel, resize } = await openPanel(page);
  await resize(1300, 700);
  await share(page, 'red', true);
  await panel.getByRole('radio', { name: 'Reuse' }).check();
  await share(page, 'lime', true);
  await tab(panel, 'Patch log').click();
  const refused = panel.locator('.patch-log tbody tr[aria-rowindex]').filter({ hasText: 'refused' });
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText('The page paused it');
  await refused.getByRole('button', { name: 'Rule 3' }).click();
  const more = panel.locator('.patch-log tr.more');
  await expect(more).toContainText('mid 0: The page paused it');
  await expect(more).toContainText('Rule 3: Released and idle.');
});
