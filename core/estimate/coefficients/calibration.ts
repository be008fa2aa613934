import type { Environment } from '../../model/types';
import { isolated } from '../../text/foreign';
import { CALIBRATION, FITS, type Fit } from './coefficients';
import { type Engine, engineOf } from './engine';
import { FIREFOX } from './firefox';

/** What the estimate of a browser's encoders is made of, and where that comes from. */
interface Coefficients {
  fits: readonly Fit[];
  /** `Chromium 156.0.8078.79 on Debian, software encoders, 2026-11-22`. */
  provenance: string;
  heldOut: { cells: number; medianAbsErrorPct: number; p90AbsErrorPct: number };
  /** Its name, and the system, as a browser names them. */
  browser: string;
  /** Major versions, inclusive, and how many of them were measured. */
  versions: { oldest: number; newest: number; measured: number };
  platform: string;
}

function coefficients(measured: typeof FIREFOX.measured, rest: Pick<Coefficients, 'fits' | 'heldOut'>) {
  const { browser, os, encoders, date, versions } = measured;
  const [name = browser] = browser.split(' ');
  const platform = /Linux|Windows|macOS/.exec(os)?.[0] ?? os;
  const { oldest, newest } = versions;
  const held = oldest < newest ? `; they held from ${oldest} to ${newest}` : '';
  const provenance = `${browser} on ${os}, ${encoders} encoders, ${date}${held}`;
  return { ...rest, provenance, browser: name, versions, platform };
}

const COEFFICIENTS: Record<Engine, Coefficients> = {
  chromium: coefficients(CALIBRATION, {
    fits: Object.values(FITS),
    heldOut: CALIBRATION.heldOut,
  }),
  firefox: coefficients(FIREFOX.measured, {
    fits: [...Object.values(FIREFOX.fits), ...Object.values(FIREFOX.lastFrame)],
    heldOut: FIREFOX.heldOut,
  }),
};

/** The coefficients for a browser: Firefox's for Firefox, else Chromium's. */
export const coefficientsOf = ({ userAgent }: Pick<Environment, 'userAgent'>) => COEFFICIENTS[engineOf(userAgent)];

/**
 * How many major versions above the newest measured one the coefficients are taken to hold for: a year of
 * releases, which is how long it may take until newer ones are measured. What encoders hold was the same
 * in Chromium over three times as many versions, and Firefox has the same encoders (libvpx, libaom).
 */
const MAX_VERSIONS_ABOVE = 12;

/** Reasons why the coefficients may not hold on a browser, one sentence each; empty if they should hold. */
export function uncalibratedBecause(environment: Pick<Environment, 'userAgent' | 'platform'>): string[] {
  const measured = coefficientsOf(environment);
  const { versions } = measured;
  const range = versions.oldest < versions.newest ? `${versions.oldest} to ${versions.newest}` : `${versions.newest}`;
  const reasons: string[] = [];
  const system = systemOf(environment);
  if (system !== measured.platform) {
    const here = system === null ? 'The system is not known' : `This is ${isolated(system.slice(0, 40))}`;
    reasons.push(`${here}; the built-in coefficients were measured on ${measured.platform}.`);
  }
  const major = majorOf(environment);
  if (major === null) {
    reasons.push(
      `The browser is not known to be a Chromium; the built-in coefficients were measured in Chromium ${range}.`,
    );
  } else if (major < versions.oldest || major > versions.newest + MAX_VERSIONS_ABOVE) {
    const age = major < versions.oldest ? 'older' : 'much newer';
    reasons.push(`${measured.browser} ${major} is ${age} than the measured ${range}.`);
  }
  return reasons;
}

/** The major version of a Chromium or Firefox; null where it is not known to be one. */
export function majorOf({ userAgent }: Pick<Environment, 'userAgent'>): number | null {
  const [, major] = /(?:Chrom(?:e|ium)|Firefox)\/(\d{1,4})/.exec(userAgent ?? '') ?? [];
  return major === undefined ? null : Number(major);
}

/** The system, named as in navigator.userAgentData.platform; null where it is not known. */
export function systemOf({ platform, userAgent }: Pick<Environment, 'userAgent' | 'platform'>): string | null {
  if (platform) return platform;
  // The order matters: Android's user agent names Linux, too.
  const found = ['Android', 'CrOS', 'Windows', 'Macintosh', 'Linux'].find((name) => userAgent?.includes(name));
  return found === undefined ? null : ({ CrOS: 'Chrome OS', Macintosh: 'macOS' }[found] ?? found);
}
