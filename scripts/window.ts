import { serveDemo } from '../demo/serve.mjs';
import { type LaunchedBrowser, type LaunchOptions, launchBrowser } from '../tooling/browser/browser';
import { openPanel } from '../tooling/browser/devtools';
import { launchFirefox } from '../tooling/firefox/launch';
import { openPanel as openFirefoxPanel } from '../tooling/firefox/toolbox';

const OPTIONS: LaunchOptions = { headless: false, dockSide: 'bottom', args: ['--start-maximized'] };

/** With the sandbox where the system has one: Chromium shows a warning bar otherwise. */
async function launchWindow(): Promise<LaunchedBrowser> {
  const isRoot = process.getuid?.() === 0;
  try {
    return await launchBrowser({ ...OPTIONS, sandbox: !isRoot });
  } catch (error) {
    if (isRoot) throw error;
    return launchBrowser(OPTIONS);
  }
}

/**
 * Opens the demo in a window, DevTools docked below it with our panel shown; resolves when it was closed.
 * @param query more of its settings, as its URL has them
 */
export async function showDemo(query = ''): Promise<void> {
  const demo = await serveDemo();
  try {
    const browser = await launchWindow();
    const closed = new Promise((resolve) => browser.context.once('close', resolve));
    const page = browser.context.pages()[0]!;
    await page.goto(addressOf(demo.publisherUrl, query));
    await openPanel(page);
    sayItIsOpen(page.url());
    await closed;
    await browser.close();
  } finally {
    await demo.close();
  }
}

/** The same in Firefox. */
export async function showDemoInFirefox(query = ''): Promise<void> {
  const demo = await serveDemo();
  try {
    const firefox = await launchFirefox({ headless: false });
    await firefox.install();
    const url = addressOf(demo.publisherUrl, query);
    await firefox.goto(url);
    await openFirefoxPanel(firefox);
    sayItIsOpen(url);
    await firefox.exited;
    await firefox.close();
  } finally {
    await demo.close();
  }
}

/** The demo with its receiver in an iframe. */
const addressOf = (publisherUrl: string, query: string) =>
  `${publisherUrl}?${new URLSearchParams([['receiver', 'iframe'], ...new URLSearchParams(query)])}`;

function sayItIsOpen(url: string): void {
  console.log(`\nThe demo is open: ${url}\nPress "Run cycles" and look at the panel. Close the window to end.`);
}
