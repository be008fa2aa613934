import type { BrowserContext, Page } from '@playwright/test';
import type { CycleReport } from '../../demo/publisher/api';
import type { Settings } from '../../demo/publisher/settings';
import { openCodePage } from './sources';

export interface DemoUrls {
  /** Of serveDemo(). */
  publisherUrl: string;
  codeUrl: string;
}

/**
 * Opens the demo in the browser's first tab, and the tab to capture where the source is one.
 * @param parameters the demo's URL parameters
 * @returns the page, and the settings as the demo understood them
 * @throws where the demo refuses its settings
 */
export async function openDemo(
  context: BrowserContext,
  { publisherUrl, codeUrl }: DemoUrls,
  parameters: Record<string, string>,
): Promise<{ page: Page; settings: Settings }> {
  const page = context.pages()[0]!;
  await page.goto(`${publisherUrl}?${new URLSearchParams(parameters)}`);
  const { settings, problems } = await page.evaluate(() => {
    const { settings, problems } = window.demo;
    return { settings: { ...settings }, problems };
  });
  if (problems.length) throw new Error(`The demo refuses its settings: ${problems.join(' ')}`);
  if (settings.source === 'tab') await openCodePage(context, codeUrl, settings.height);
  return { page, settings };
}

/** Publishes as in a click, without which there is no display capture and no receiver's window. */
export async function publish(page: Page): Promise<CycleReport> {
  const session = await page.context().newCDPSession(page);
  try {
    const expression = 'demo.publish()';
    const how = { userGesture: true, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, ...how });
    if (exceptionDetails) throw new Error(`The demo could not publish: ${exceptionDetails.exception?.description}`);
    return result.value;
  } finally {
    await session.detach();
  }
}
