import { serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

test('Try Reuse on a real page: it counts the shares, shows both halves, and the fix stays', async ({
  page,
  server,
  openPanel,
}) => {
  serveSharePage(server);
  await page.goto(server.url('/'));
  const { panel, resize } = await openPanel(page);
  await resize(1300, 700);
  await share(page, ['red', 'lime', 'blue', 'yellow']);
  const card = panel.getByRole('region', { name: 'Verdict' });
  await expect(card).toContainText('Growing: 4 video publishes made 4 transceivers, 4 idle, none removed');
  await expect(card).toContainText(/Next video publish: \+1 transceiver ✓/);
  await card.getByRole('button', { name: 'Try Reuse' }).click();
  await expect(card.getByText('Share again: 0 of 3')).toBeVisible();
  expect(await share(page, ['magenta'])).toEqual(['magenta']);
  await expect(card.getByText('Share again: 1 of 3')).toBeVisible();
  expect(await share(page, ['cyan', 'red'])).toEqual(['cyan', 'red']);
  await expect(card).toContainText('Before: 4 of 4 left idle. With Reuse: 0 of 3.');
  await expect(card).toContainText('Reuse stops it: now fix the code');
  await panel.getByRole('radio', { name: 'Off' }).check();
  await panel.getByRole('button', { name: 'Clear view' }).click();
  await expect(card).toContainText('Before: 4 of 4 left idle. With Reuse: 0 of 3.');
  await expect(card.getByRole('button', { name: 'Copy fix' })).toBeVisible();
  // The halves of a trial are over when the page is loaded again without a patch.
  await page.reload();
  await expect(panel.getByText('Before: ')).toHaveCount(0);
});

test('Ctrl+F opens DevTools’ search bar, which filters', async ({ page, server, openPanel }) => {
  serveSharePage(server);
  await page.goto(server.url('/'));
  const { devtools, panel } = await openPanel(page);
  await share(page, ['red']);
  const filter = panel.getByRole('searchbox', { name: 'Filter' });
  await panel.getByRole('tab', { name: /^Transceivers/ }).focus();
  await devtools.keyboard.press('Control+F');
  // The bar takes the focus a moment later; what is typed before goes to the panel.
  const focused = () =>
    devtools.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.tagName;
    });
  await expect.poll(focused).toBe('INPUT');
  await devtools.keyboard.type('kind:video');
  await expect(filter).toHaveValue('kind:video');
  await devtools.keyboard.press('Escape');
  await expect(filter).toHaveValue('');
});
