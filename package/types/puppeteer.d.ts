import type { InspectOptions, Rtc } from './inspection.js';

export * from './inspection.js';

/**
 * Inspects a page, or with its popups a whole context or browser, from now on: call it before the first goto().
 * Over CDP, and over WebDriver BiDi (Chromium, Firefox).
 * @param target Page, BrowserContext or Browser of `puppeteer` or `puppeteer-core`
 * @throws Error where the target is inspected already
 */
export function inspect(target: object, options?: InspectOptions): Promise<Rtc>;
