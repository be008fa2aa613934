import type { InspectOptions, Rtc } from '../types/inspection';
import { openBrowser } from './browser';

export { audit } from './audit/audit';

/** Types and words: types/cdp.d.ts. */
export async function attach(endpoint: string, options: InspectOptions = {}): Promise<Rtc> {
  return (await openBrowser(endpoint, options)).inspection;
}
