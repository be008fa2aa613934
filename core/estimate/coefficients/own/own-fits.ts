import type { Calibration } from '../../../files/calibration/schema';
import type { Environment } from '../../../model/types';
import { isFirefox } from '../../../text/browser';
import { isolated } from '../../../text/foreign';
import { day } from '../../../text/format';
import { majorOf, systemOf, uncalibratedBecause } from '../calibration';
import { FITS, type Fit } from '../coefficients';
import type { OwnFit, OwnFits } from './fit-with';

type About = Pick<Environment, 'userAgent' | 'platform'> & { cores?: number | null };

/** Versions that far apart have other encoders: Chromium updates them once or twice a year. */
const MAX_VERSION_DISTANCE = 12;

/** Why a calibration does not apply to what was measured or recorded elsewhere, a sentence each; empty if it does. */
export function misfitOf({ browser, platform, cores }: Calibration, here: About): string[] {
  const { userAgent } = here;
  if (isFirefox(userAgent)) return ['It was measured in a Chromium; this is Firefox, which has other encoders.'];
  const reasons: string[] = [];
  const system = systemOf(here);
  if (system !== platform) {
    const name = system === null ? 'here the system is not known' : `this is ${isolated(system.slice(0, 40))}`;
    reasons.push(`It was measured on ${isolated(platform.slice(0, 40))}; ${name}.`);
  }
  const major = majorOf(here);
  if (major === null) reasons.push('The browser is not known to be a Chromium.');
  else if (Math.abs(major - browser.major) > MAX_VERSION_DISTANCE)
    reasons.push(`It was measured in version ${browser.major}; this is ${major}, more than a year apart.`);
  if (here.cores && here.cores !== cores)
    reasons.push(
      `It was measured on ${cores} cores; here are ${here.cores}, and encoders hold memory for each thread.`,
    );
  return reasons;
}

/** The coefficients of a calibration where it fits. @returns null where it does not */
export function ownFitsOf(calibration: Calibration, here: About): OwnFits | null {
  if (misfitOf(calibration, here).length > 0) return null;
  const date = day(calibration.measuredAt);
  const fits = calibration.fits.map(({ id, hardware, encoder, heights, renderer, gpu }): OwnFit => {
    const base: Fit = FITS[id];
    const sizes = heights.length > 1 ? `${heights[0]}p-${heights.at(-1)}p` : `${heights[0]}p alone`;
    const beside =
      gpu && gpu.constant + gpu.perMpx > 0 ? `; GPU process: ${gpu.constant} + ${gpu.perMpx} × Mpx, not in it` : '';
    return {
      id: `${id} ${hardware} ${encoder}`,
      of: id,
      label: hardware
        ? `${base.label.replace(/ \([^)]*\)/, '')}, ${isolated(encoder ?? 'hardware encoder')}`
        : base.label,
      constant: renderer.constant,
      perMpx: renderer.perMpx,
      // The built-in one also holds what the formula can't follow: other pictures, modes and sizes.
      error: Math.max(renderer.error, base.error),
      cells: `${sizes}${beside}`,
      from: `calibrated, ${date}`,
      hardware,
      encoder,
      heights,
      gpu,
    };
  });
  const elsewhere = uncalibratedBecause(here).join(' ') || null;
  return { fits, date, elsewhere, calibration };
}

/** All coefficients in force: the machine's own, then the built-in ones that it has none for. */
export function allFits(own: OwnFits): Fit[] {
  const rest = Object.values(FITS).filter(({ id }) => !own.fits.some((each) => each.of === id));
  return [...own.fits, ...rest.map((each) => ({ ...each, from: 'built in' }))];
}
