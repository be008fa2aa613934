import type { Patch } from '../../../protocol/patches';

let patch: Patch = 'none';

/** The patch in force in this document. */
export const patchInForce = () => patch;
export function setPatchInForce(to: Patch): void {
  patch = to;
}
