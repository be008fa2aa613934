import type { Environment } from '../../../core/model/types';

interface Browser {
  userAgent?: string;
  userAgentData?: { platform?: string };
  hardwareConcurrency?: number;
}

/** What browser this is, as far as its coefficients depend on it; null where it does not say. */
export function thisBrowser(
  browser: Browser | undefined = globalThis.navigator,
): Pick<Environment, 'userAgent' | 'platform' | 'cores'> {
  return {
    userAgent: browser?.userAgent ?? null,
    platform: browser?.userAgentData?.platform || null,
    cores: browser?.hardwareConcurrency ?? null,
  };
}
