import type { Patch } from '../../../protocol/patches';
import type { Reason } from '../../../protocol/reasons';
import type { Revert } from '../base/wrap';
import { isWatched } from '../link';
import { patchInForce, setPatchInForce } from './active-patch';
import { eachPatch, pagePatch } from './list';
import type { PagePatch } from './patch';
import { logPatch } from './patch-log';

let revert: Revert | undefined;

/** Switches the patch of this document; `why` says on whose behalf. */
export function switchPatch(to: Patch, why: Reason): void {
  if (to === patchInForce()) return;
  setPatchInForce(to);
  logPatch(null, null, 'switched', why);
  revert?.();
  revert = pagePatch(to)?.on?.();
}

/** No panel looks any more: the patch ends, and whatever patches left on the page is put back. */
export function endPatches(why: Reason): void {
  switchPatch('none', why);
  eachPatch((patch) => patch.end?.());
}

/**
 * What the patch in force does at a point, if anything, and if a panel still looks: that is asked now, so that
 * no patch acts that nobody sees. A page without a patch pays nothing.
 */
export function acting<Point extends 'publish' | 'rest'>(point: Point): PagePatch[Point] {
  const act = pagePatch(patchInForce())?.[point];
  return act && isWatched() ? act : undefined;
}
