import type { Environment } from '../model/types';
import { isolated } from '../text/foreign';
import { CALIBRATION } from './coefficients';

/** The browser and system that the coefficients were measured on, as a browser names them. */
const MEASURED = {
  chromium: Number(/\d+/.exec(CALIBRATION.browser)?.[0]),
  platform: /Linux|Windows|macOS/.exec(CALIBRATION.os)?.[0] ?? CALIBRATION.os,
};
/**
 * How many major versions away from the measured one the coefficients are assumed to hold: a year of
 * releases. Chromium updates its encoders (libvpx, libaom, OpenH264) once or twice a year, and the
 * encoders decide what is allocated.
 */
const MAX_VERSION_DISTANCE = 12;

/** Reasons why the coefficients may not hold on a browser, one sentence each; empty if they should hold. */
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
  } else if (Math.abs(major - MEASURED.chromium) > MAX_VERSION_DISTANCE) {
    const age = major > MEASURED.chromium ? 'newer' : 'older';
    reasons.push(`Chromium ${major} is much ${age} than the measured ${MEASURED.chromium}.`);
  }
  return reasons;
}

/** The platform, named as in navigator.userAgentData.platform. */
function platformOf(userAgent: string | null): string | null {
  // The order matters: Android's user agent names Linux, too.
  const found = ['Android', 'CrOS', 'Windows', 'Macintosh', 'Linux'].find((name) => userAgent?.includes(name));
  return found === undefined ? null : ({ CrOS: 'Chrome OS', Macintosh: 'macOS' }[found] ?? found);
}
