import type { InspectOptions, Rtc } from './inspection.js';

export * from './inspection.js';

/**
 * Inspects a page, or with its popups a whole context, from now on: call it before the first goto().
 * @param target Page or BrowserContext of any Playwright package, version 1.40 or newer
 * @throws Error where the target is inspected already
 */
export function inspect(target: object, options?: InspectOptions): Promise<Rtc>;
