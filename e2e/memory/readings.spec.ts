import axe from 'axe-core';
import { panelTab, serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

test('two readings typed in by keyboard split the growth into explained and not', async ({
  page,
  server,
  openPanel,
}) => {
  serveSharePage(server);
  await page.goto(server.url('/'));
  const { panel, devtools, resize } = await openPanel(page);
  await resize(1300, 800);
  await share(page, ['red']);
  await panelTab(panel, 'Overview').click();
  const button = panel.getByRole('button', { name: 'Add reading…' });
  const dialog = panel.getByRole('dialog', { name: 'Add a reading' });

  const add = async (typed: string, understood: string) => {
    await button.focus();
    await devtools.keyboard.press('Enter');
    await expect(dialog).toContainText('Memory footprint');
    await expect(dialog).toContainText('Tabs of one site can share a process');
    await devtools.keyboard.type(typed);
    await expect(dialog.getByRole('status')).toHaveText(understood);
    await devtools.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
  };

  await add('112,640K', '= 110.0 MB');
  const readings = panel.getByRole('region', { name: 'Readings' });
  await expect(readings).toContainText('Add a second reading later');
  await share(page, ['lime', 'blue', 'yellow']);
  await add('142.5 MB', '= 142.5 MB');

  const row = (name: string) => readings.getByRole('row', { name });
  await expect(row('The page’s process')).toContainText('+32.5 MB');
  // Three more idle encoders of VP8 at 640x360, 8 to 12 MiB each.
  await expect(row('Idle encoders')).toContainText(/\+\d+ to \+\d+ MB/);
  await expect(row('Not explained by this tool')).toContainText('measured − estimates');
  await expect(row('Receiving')).toContainText('not estimated');
  await panel.evaluate(axe.source);
  const found = await panel.evaluate(async () =>
    (await (globalThis as any).axe.run()).violations.map((v: any) => v.id),
  );
  expect(found).toEqual([]);
});
