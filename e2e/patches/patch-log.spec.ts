import { openSharePage, panelTab, serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

test.beforeEach(({ server }) => serveSharePage(server));

test('downscale by hand under none; then the patch log says what Stop did, with reasons', async ({ page, server }) => {
  const panel = await openSharePage(page, server, 700);
  const colors = ['red', 'lime', 'blue'];
  expect(await share(page, colors)).toEqual(colors);
  const button = panel.getByRole('button', { name: /^Downscale idle/ });
  // VP8 at 640x360: 8 to 12 MiB each.
  await expect(button).toHaveAttribute('title', /frees ≈ [23]\d MB/);
  const verdict = panel.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText(/Idle encoders: ≈ [23]\d MB/);

  await button.click();
  const result = panel.getByRole('status').filter({ hasText: 'Downscaled 3 idle encoders' });
  await expect(result).toContainText(/≈ [23]\d MB → ≈ [0-9]( MB|–[0-9] MB) \(estimate\)/);
  await expect(verdict).toContainText(/Idle encoders: ≈ [0-9]( MB|–[0-9] MB)/);
  await expect(button).toBeDisabled();
  // The button is disabled; who came by keyboard is not lost.
  await expect(panel.getByRole('region', { name: 'Result of the downscale' })).toBeFocused();
  await expect(panel.locator('.badge.altered')).toBeVisible();
  await panelTab(panel, 'Patch log 3').click();
  const rows = panel.locator('.patch-log tbody tr[aria-rowindex]');
  await expect(rows.filter({ hasText: 'Its idle encoder was downscaled by hand.' })).toHaveCount(3);

  await panel.getByRole('radio', { name: 'Stop idle' }).check();
  await expect(panel.getByText('Stop is on in this tab until DevTools closes: released, idle')).toBeVisible();
  expect(await share(page, ['yellow'])).toEqual(['yellow']);
  await expect(rows.filter({ hasText: 'It holds the first m-line of the bundle' })).not.toHaveCount(0);
  await expect(rows.filter({ hasText: 'stopped because the page publishes again' })).toHaveCount(2);
  await expect(rows.filter({ hasText: 'stopped because' }).first()).toContainText('share.js:5');
  await panel.getByRole('button', { name: /2× A released, idle transceiver was stopped/ }).click();
  await expect(rows).toHaveCount(2);

  await page.reload();
  await expect(panel.locator('.badge.altered')).toHaveCount(0);
});

test('what reuse refuses is listed with its rule and each candidate’s reason', async ({ page, server }) => {
  const panel = await openSharePage(page, server, 700);
  await panel.getByRole('radio', { name: 'Reuse' }).check();
  await share(page, ['red', 'lime'], 'pause');
  await panelTab(panel, 'Patch log').click();
  const refused = panel.locator('.patch-log tbody tr[aria-rowindex]').filter({ hasText: 'refused' });
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText('The page paused it');
  await refused.getByRole('button', { name: 'Rule 3' }).click();
  const more = panel.locator('.patch-log tr.more');
  await expect(more).toContainText('mid 0: The page paused it');
  await expect(more).toContainText('Rule 3: Released and idle.');
});
