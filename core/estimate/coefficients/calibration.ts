import type { Environment } from '../../model/types';
import { browserName, isFirefox } from '../../text/browser';
import { isolated } from '../../text/foreign';
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

/** A cell each, on Firefox 153, Linux, software encoders: canvas at 720p, but for VP8 screen content a display. */
const FIREFOX_MEASURED =
  'Measured on Firefox 153 at 720p, for an idle encoder and its last frame: VP8 camera content 47.8 MB, screen content 38.4, VP9 85.7, AV1 39.6; these coefficients and 3.8 MB per Mpx for the last frame come within 11 % of that.';

/** Reasons why the coefficients may not hold on a browser, one sentence each; empty if they should hold. */
export function uncalibratedBecause({ userAgent, platform }: Pick<Environment, 'userAgent' | 'platform'>): string[] {
  const reasons: string[] = [];
  const system = platform || platformOf(userAgent);
  if (system !== MEASURED.platform) {
    const here = system === null ? 'The system is not known' : `This is ${isolated(system.slice(0, 40))}`;
    reasons.push(`${here}; measured was ${MEASURED.platform}.`);
  }
  const major = Number(/Chrom(?:e|ium)\/(\d{1,4})/.exec(userAgent ?? '')?.[1] ?? Number.NaN);
  if (isFirefox(userAgent)) {
    reasons.push(
      `This is ${browserName({ userAgent })}; the coefficients are of Chromium ${MEASURED.chromium}. ${FIREFOX_MEASURED}`,
    );
  } else if (Number.isNaN(major)) {
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
