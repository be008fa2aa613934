import { openSharePage, panelTab, serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

test.beforeEach(({ server }) => serveSharePage(server));

test('a live switch gives no baseline; a run outlives its page; the check says what failed', async ({
  page,
  server,
}) => {
  const panel = await openSharePage(page, server, 800);
  await panel.getByRole('button', { name: 'New run' }).first().click();
  await expect(panel.getByText('● Run 1, unpatched')).toBeVisible();
  await share(page, ['red', 'lime', 'blue']);
  await panelTab(panel, 'Runs 1').click();
  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await panel.getByRole('button', { name: 'FAIL' }).click();
  const runs = panel.getByRole('region', { name: 'Runs', exact: true });
  await expect(runs).toContainText(
    'Video publish 3 on #1 added a video transceiver although 2 idle transceivers were there.',
  );
  await expect(runs).toContainText('3 video publishes on #1 left 3 transceivers idle.');

  await panel.getByRole('radio', { name: 'Reuse' }).check();
  await share(page, ['yellow']);
  await expect(runs.locator('.flags')).toContainText('patch changed mid-run');
  // The next one begins in a page that was published under the patch.
  await panel.getByRole('button', { name: 'New run' }).first().click();
  await share(page, ['cyan', 'magenta']);
  await expect(runs.locator('.flags').nth(1)).toContainText('patched before');
  const baseline = panel.getByRole('combobox', { name: 'Baseline' });
  await expect(baseline.locator('option:not([disabled]):not([value=""])')).toHaveCount(0);
  await expect(baseline.locator('option', { hasText: 'no baseline: patch changed mid-run' })).toBeDisabled();

  await panel.getByRole('button', { name: 'End', exact: true }).click();
  await page.goto('about:blank');
  await expect(panel.getByRole('tab', { name: 'Page' })).toBeVisible();
  const [first, second] = [runs.getByRole('row').nth(1), runs.getByRole('row').nth(2)];
  await expect(first.getByRole('cell').nth(2)).toHaveText('4');
  await expect(first.getByRole('textbox')).toHaveValue('Run 1, unpatched');
  await expect(second.getByRole('textbox')).toHaveValue('Run 2, Reuse');
  await second.getByRole('textbox').fill('build 214');
  await second.getByRole('textbox').press('Enter');
  await second.getByRole('button', { name: 'Delete the run “build 214”' }).click();
  await expect(panel.getByRole('tab', { name: 'Runs 1' })).toBeVisible();
});

test('all so far is kept as a run, however late DevTools was opened', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  await share(page, ['red', 'lime', 'blue']);
  const { panel, resize } = await openPanel(page);
  await resize(1300, 800);
  await panelTab(panel, 'Runs').click();
  await panel.getByRole('button', { name: 'Save everything so far as a run' }).click();
  await expect(panel.getByRole('textbox', { name: 'Name of the run' })).toHaveValue('Run 1, all so far');
  await expect(panel.getByRole('region', { name: 'Runs', exact: true })).toContainText('growing');
  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(panel.getByRole('button', { name: 'FAIL' })).toBeVisible();
});
