import type { InspectOptions, Rtc } from './inspection.js';

export * from './inspection.js';

/**
 * Inspects all pages of a Chromium by its debugging port, beside whatever drives it, from now on. Pages that
 * are there are counted from now on, and from their next document on wholly.
 * @param endpoint `http://localhost:9222`, or the WebSocket's address; of this machine only
 * @throws Error where no Chromium answers there
 */
export function attach(endpoint: string, options?: InspectOptions): Promise<Rtc>;
