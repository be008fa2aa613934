import { test as base } from '@playwright/test';
import { type LaunchedBrowser, type LaunchOptions, launchBrowser } from '../../tooling/browser/browser';
import { isDevTools, openPanel } from '../../tooling/browser/devtools';
import { startServer, type TestServer } from '../../tooling/pages/server';

export { expect } from '@playwright/test';

interface TestFixtures {
  /** A web server for the test's own pages; gone after the test. */
  server: TestServer;
  /** Opens DevTools for the page and shows the panel. */
  openPanel: typeof openPanel;
  /** A browser of the test's own (fresh processes, other switches); closed after the test. */
  launch: (options?: LaunchOptions) => Promise<LaunchedBrowser>;
}

interface WorkerFixtures {
  /** More switches for the shared browser: `test.use({ browserArgs: […] })` at the top of a file. */
  browserArgs: string[];
  /** The browser with the extension that the tests of a worker share. */
  launched: LaunchedBrowser;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  browserArgs: [[], { scope: 'worker', option: true }],

  launched: [
    async ({ browserArgs }, use) => {
      const launched = await launchBrowser({ args: browserArgs });
      await use(launched);
      await launched.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  // The shared browser; what a test leaves open is closed. The first tab stays, or Chromium ends.
  context: async ({ launched: { context } }, use) => {
    const before = new Set(context.pages());
    await use(context);
    // DevTools first: it closes by itself when its page does.
    const left = context.pages().filter((page) => !before.has(page));
    left.sort((a, b) => Number(isDevTools(b)) - Number(isDevTools(a)));
    for (const page of left) if (!page.isClosed()) await page.close();
  },

  page: async ({ context }, use) => {
    await use(await context.newPage());
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  openPanel: async ({}, use) => {
    await use(openPanel);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
  launch: async ({}, use) => {
    const browsers: LaunchedBrowser[] = [];
    await use(async (options) => {
      const browser = await launchBrowser(options);
      browsers.push(browser);
      return browser;
    });
    for (const browser of browsers) await browser.close();
  },
});
