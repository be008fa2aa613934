import type { Environment } from '../model/types';
import { isolated } from '../text/foreign';
import { CALIBRATION } from './coefficients';

/** What the coefficients were measured on, as a browser names it. */
const MEASURED = {
  chromium: Number(/\d+/.exec(CALIBRATION.browser)?.[0]),
  platform: /Linux|Windows|macOS/.exec(CALIBRATION.os)?.[0] ?? CALIBRATION.os,
};
/**
 * Major versions about a measured one for which its coefficients are taken to hold: a year of
 * releases. Chromium takes in an encoder release (libvpx, libaom, OpenH264) once or twice a year, and
 * it is those that decide what is allocated.
 */
const NEAR = 12;

/** Why the coefficients may not hold on a browser, a sentence each; empty where they should. */
export function uncalibratedBecause({ userAgent, platform }: Pick<Environment, 'userAgent' | 'platform'>): string[] {
  const reasons: string[] = [];
  const system = platform || platformOf(userAgent);
  if (system !== MEASURED.platform) {
    const here = system === null ? 'The system is not known' : `This is ${isolated(system.slice(0, 40))}`;
    reasons.push(`${here}; measured was ${MEASURED.platform}.`);
  }
  const major = Number(/Chrom(?:e|ium)\/(\d{1,4})/.exec(userAgent ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(major)) {
    reasons.push(`The browser is not known to be a Chromium; measured was Chromium ${MEASURED.chromium}.`);
  } else if (Math.abs(major - MEASURED.chromium) > NEAR) {
    const age = major > MEASURED.chromium ? 'newer' : 'older';
    reasons.push(`Chromium ${major} is much ${age} than the measured ${MEASURED.chromium}.`);
  }
  return reasons;
}

/** As navigator.userAgentData.platform would name it. */
function platformOf(userAgent: string | null): string | null {
  // In this order: an Android calls itself a Linux, too.
  const found = ['Android', 'CrOS', 'Windows', 'Macintosh', 'Linux'].find((name) => userAgent?.includes(name));
  return found === undefined ? null : ({ CrOS: 'Chrome OS', Macintosh: 'macOS' }[found] ?? found);
}
