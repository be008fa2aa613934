import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { findFirefox, MIN_FIREFOX } from '../../tooling/firefox/ensure.mjs';
import { type Firefox, launchFirefox } from '../../tooling/firefox/launch';
import { clickInPanel, panelText } from '../../tooling/firefox/panel';
import { closePanel, openPanel } from '../../tooling/firefox/toolbox';
import { ROOT } from '../../tooling/node/root.mjs';
import { startServer, type TestServer } from '../../tooling/pages/server';
import { serveSharePage } from '../harness/share-page';

export { expect } from '@playwright/test';
export { clickInPanel, panelText };

const installed = findFirefox();

interface Worker {
  /** One Firefox for all tests of a file, with the extension. */
  firefox: Firefox;
  server: TestServer;
  /** The folder that Firefox saves to. */
  downloads: string;
}

export const test = base.extend<{ tab: string }, Worker>({
  downloads: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from it.
    async ({}, use) => {
      const out = join(ROOT, 'out');
      mkdirSync(out, { recursive: true });
      const folder = mkdtempSync(join(out, 'downloads-'));
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  firefox: [
    async ({ downloads }, use) => {
      const firefox = await launchFirefox({
        preferences: {
          'browser.download.folderList': 2,
          'browser.download.dir': downloads,
          'browser.download.useDownloadDir': true,
          'browser.download.alwaysOpenPanel': false,
        },
      });
      await firefox.install();
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from it.
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  /** Each test has a tab of its own, without DevTools. */
  tab: [
    async ({ firefox }, use) => {
      await use(await firefox.newTab());
      await closePanel(firefox).catch(() => {});
      await firefox.closeTab();
    },
    { auto: true },
  ],
});

/** For test.skip() at the top of each file. */
export const WITHOUT_FIREFOX: [condition: boolean, description: string] = [
  !installed,
  `No Firefox ${MIN_FIREFOX} or newer is installed (apt-get install firefox-esr).`,
];

/** Shares one color after the other, each seen by the far end. @returns how many transceivers the page has then */
export async function share(firefox: Firefox, ...colors: string[]): Promise<number> {
  for (const color of colors) {
    const seen = await firefox.inPage((each) => (window as any).share(each), color);
    if (seen !== color) throw new Error(`The far end saw ${seen} instead of ${color}`);
  }
  return firefox.inPage(() => (window as any).pair.a.getTransceivers().length);
}

/** Opens the share page, the panel, and switches a patch on. */
export async function openPatched(firefox: Firefox, server: TestServer, patch: string): Promise<void> {
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  await openPanel(firefox);
  await panelText(firefox, /Try a fix/);
  await clickInPanel(firefox, patch);
  await panelText(firefox, /is on in this tab until DevTools closes/);
  // The hook says so itself, by way of the event page.
  await panelText(firefox, /Patch log 1/);
}
