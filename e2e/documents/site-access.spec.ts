/** What Chrome lets the extension into, and what it lets a page keep. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { extensionIdOf } from '../../tooling/browser/browser';
import { opensAt } from '../../tooling/browser/dock-side';
import { expect, test } from '../harness/test';
import { expectPatched, expectTruth, TRUTH } from '../harness/truth';

type HostAccess = 'ON_CLICK' | 'ON_SPECIFIC_SITES' | 'ON_ALL_SITES';

/** Sets "Site access" as the extension's page in chrome://extensions does. */
async function setSiteAccess(context: BrowserContext, hostAccess: HostAccess, site?: string): Promise<void> {
  const settings = await context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(
    async ({ extensionId, hostAccess, site }) => {
      const { developerPrivate } = chrome as any;
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess });
      if (site) await developerPrivate.addHostPermission(extensionId, site);
    },
    { extensionId: extensionIdOf(context), hostAccess, site },
  );
  await settings.close();
}

test('kept off a site, the panel says so and how to let it in; in a frame of another site it is seen', async ({
  launch,
  server,
  openPanel,
}) => {
  const { context } = await launch();
  server.html('/', TRUTH);
  server.html('/top', `${TRUTH}<iframe src="${server.url('/', '127.0.0.1')}"></iframe>`);
  await setSiteAccess(context, 'ON_CLICK');
  const page = await context.newPage();
  await page.goto(server.url('/top'));
  const { panel } = await openPanel(page);
  await panel.getByRole('button', { name: 'Reload page' }).click();
  const heading = panel.getByRole('heading', { name: 'The extension has no access to localhost' });
  await expect(heading).toBeVisible();
  await expect(panel.getByRole('listitem').nth(1)).toContainText('Under Site access choose “On all sites”, or add');

  await setSiteAccess(context, 'ON_SPECIFIC_SITES', 'http://127.0.0.1/*');
  await page.reload();
  const bar = panel.getByRole('status').filter({ hasText: 'The extension has no access to localhost' });
  await expect(bar).toContainText('This shows the frames that the extension can reach.');
  await expect(panel.locator('.sidebar .group-name')).toHaveText([`frame 127.0.0.1:${server.port}`]);

  await setSiteAccess(context, 'ON_ALL_SITES');
  await page.reload();
  await expectTruth(page, panel);
  await expect(bar).toHaveCount(0);

  // DevTools tells its extensions nothing of a navigation to such a page.
  await page.goto('chrome://version');
  await expect(panel.getByText('Chrome allows no extension on this page')).toBeVisible();
});

test('a slow page is not taken for one that is closed to the extension', async ({ page, server, openPanel }) => {
  let answer = () => {};
  server.route('/slow', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.flushHeaders();
    answer = () => void response.end(TRUTH);
  });
  server.html('/', '<!doctype html>');
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await expect(panel.getByRole('heading', { name: 'No peer connection yet' })).toBeVisible();
  const loaded = page.goto(server.url('/slow'));
  await expect(panel.getByRole('heading', { name: 'Looking for peer connections…' })).toBeVisible();
  answer();
  await loaded;
  await expectTruth(page, panel);
});

test('with cookies and storage blocked a patch comes back after a reload, once the panel reaches the page', async ({
  launch,
  server,
  openPanel,
}) => {
  const profileDir = mkdtempSync(join(tmpdir(), 'no-storage-'));
  mkdirSync(join(profileDir, 'Default'));
  const preferences = {
    extensions: { ui: { developer_mode: true } },
    devtools: opensAt('undocked'),
    profile: { default_content_setting_values: { cookies: 2 } },
  };
  writeFileSync(join(profileDir, 'Default', 'Preferences'), JSON.stringify(preferences));
  const { context, close } = await launch({ profileDir });
  try {
    server.html('/', TRUTH);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(server.url('/'));
    expect(await page.evaluate(() => sessionStorage.length).catch(String)).toContain('SecurityError');
    const { panel } = await openPanel(page);
    await expectTruth(page, panel);
    await panel.getByRole('radio', { name: 'Reuse' }).check();
    await expectPatched(page, true);
    await page.reload();
    await expectTruth(page, panel);
    await expectPatched(page, true);
    expect(errors).toEqual([]);
  } finally {
    await close();
    await rm(profileDir, { recursive: true, force: true });
  }
});
