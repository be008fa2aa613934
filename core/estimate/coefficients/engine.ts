import { isFirefox } from '../../text/browser';

/** Whose encoders a page has: of one engine all hold the same. */
export type Engine = 'chromium' | 'firefox';

/** An unknown browser is taken for a Chromium, which the estimate then says is not known. */
export const engineOf = (userAgent: string | null): Engine => (isFirefox(userAgent) ? 'firefox' : 'chromium');
