import { LIVEKIT_MISSES, LIVEKIT_ONCE, PATCH_INFO, PATCHES, type Patch, type PatchInfo } from '../../protocol/patches';

const facts = <K extends keyof PatchInfo>(key: K) =>
  Object.fromEntries(PATCHES.map((patch) => [patch, PATCH_INFO[patch][key]])) as Record<Patch, PatchInfo[K]>;

/** The patches as the switch "Patch page" names them. */
export const PATCH_NAMES = facts('title');
/** What each does, in one line. */
export const PATCH_LINES = facts('line');
/** Limits and confounders of each, as in docs/patches.md. */
export const PATCH_LIMITS = facts('limits');

/** The library whose first frames and bitrates can't be compared under a patch. */
export const CONFOUNDED: Record<Patch, 'livekit-client' | null> = {
  none: null,
  reuse: 'livekit-client',
  stop: null,
  downscale: null,
};

/**
 * What a user has to know of LiveKit before comparing a run under reuse with one without.
 * @param version of livekit-client; null: not known
 * @returns null where there is nothing to know
 */
export function livekitConfounder(version: string | null): string | null {
  if (version === null) return `livekit-client before ${LIVEKIT_ONCE} ${LIVEKIT_MISSES}`;
  const older = version.localeCompare(LIVEKIT_ONCE, 'en', { numeric: true }) < 0;
  return older ? `livekit-client ${version} ${LIVEKIT_MISSES}` : null;
}
