import { devToolsTab } from '../../tooling/browser/devtools';
import { expect, test } from '../harness/test';

test('the panel opens in DevTools and shows something', async ({ page, server, openPanel }) => {
  server.html('/', '<title>A page without WebRTC</title>');
  await page.goto(server.url('/'));

  const { devtools, panel } = await openPanel(page);

  await expect(devToolsTab(devtools, 'Transceivers')).toHaveAttribute('aria-selected', 'true');
  await expect(panel.locator('#app')).not.toBeEmpty();
});
