import type { Reason } from '../../../protocol/reasons';
import { PATCHES, type Patch } from '../../../protocol/state';
import { find } from '../lists';
import { now, warn } from '../natives';
import { downscaleIdle, restoreAll } from './downscale';
import { logPatch, patchInForce, setPatchInForce } from './patch-log';
import { showPendingTracks } from './shared/pending';

let since: number | null = null;
let warned = false;

export const patchSince = () => since;

/** A patch by name, from the other side of the link; anything else is none. */
export const patchNamed = (name: unknown): Patch => find(PATCHES, (each) => each === name) ?? 'none';

/** Switches the patch of this document; `why` says on whose behalf. */
export function switchPatch(to: Patch, why: Reason): void {
  const from = patchInForce();
  if (to === from) return;
  setPatchInForce(to);
  since = to === 'none' ? null : now();
  logPatch(null, null, 'switched', why);
  showPendingTracks(to === 'reuse');
  if (from === 'downscale') restoreAll('patch');
  if (to === 'downscale') downscaleIdle('patch');
  if (to === 'none' || warned) return;
  warned = true;
  warn(
    `Transceiver Inspector: the patch “${to}” is on in this tab until DevTools closes; its panel says what that does.`,
  );
}
