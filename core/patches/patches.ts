import { LIVEKIT_MISSES, LIVEKIT_ONCE, PATCH_INFO, PATCHES, type Patch, type PatchInfo } from '../../protocol/patches';

const valuesOf = <K extends keyof PatchInfo>(key: K) =>
  Object.fromEntries(PATCHES.map((patch) => [patch, PATCH_INFO[patch][key]])) as Record<Patch, PatchInfo[K]>;

/** Names of the patches. */
export const PATCH_NAMES = valuesOf('title');
/** What the switch "Try a fix" calls them. */
export const PATCH_CHOICES = Object.fromEntries(
  PATCHES.map((patch) => [patch, PATCH_INFO[patch].choice ?? PATCH_INFO[patch].title]),
) as Record<Patch, string>;
/** What each patch does, in one line. */
export const PATCH_LINES = valuesOf('line');
/** Limits and confounders of each patch, as in docs/patches.md. */
export const PATCH_LIMITS = valuesOf('limits');

/** The library whose first-frame times and bitrates can't be compared under a patch. */
export const CONFOUNDED: Record<Patch, 'livekit-client' | null> = {
  none: null,
  reuse: 'livekit-client',
  stop: null,
  downscale: null,
};

/**
 * What a user has to know about LiveKit before comparing a run under reuse with one without.
 * @param version of livekit-client; null if unknown
 * @returns null if nothing applies
 */
export function livekitConfounder(version: string | null): string | null {
  if (version === null) return `livekit-client before ${LIVEKIT_ONCE} ${LIVEKIT_MISSES}`;
  const older = version.localeCompare(LIVEKIT_ONCE, 'en', { numeric: true }) < 0;
  return older ? `livekit-client ${version} ${LIVEKIT_MISSES}` : null;
}

/** How a history names a switch of the patch; files have it, so it stays. */
export const switchMark = (patch: Patch): string => `Patch page: ${PATCH_NAMES[patch]}`;

/** @returns the patch that such a mark names; null for another text */
export const patchOfMark = (text: string): Patch | null => PATCHES.find((patch) => switchMark(patch) === text) ?? null;

/** A mark as a view words it: a switch of the patch by the name of the control that makes it. */
export function markText(text: string): string {
  const patch = patchOfMark(text);
  return patch === null ? text : `Try a fix: ${PATCH_CHOICES[patch]}`;
}
