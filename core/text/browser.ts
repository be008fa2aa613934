import type { Environment } from '../model/types';

/** Name and major version of a browser; null if unknown. */
export function browserName({ userAgent }: Pick<Environment, 'userAgent'>): string | null {
  const version = /(Edg|Chrome|Chromium|Firefox|Version)\/(\d{1,4})/.exec(userAgent ?? '');
  return version && `${version[1] === 'Version' ? 'Safari' : version[1]} ${version[2]}`;
}

/** Whether a user agent is Firefox's. */
export const isFirefox = (userAgent: string | null) => /\bFirefox\/\d/.test(userAgent ?? '');

/** `Chrome 156 on Linux`; empty if both are unknown. */
export function browserText(environment: Pick<Environment, 'userAgent' | 'platform'>): string {
  return [browserName(environment), environment.platform].filter(Boolean).join(' on ');
}
