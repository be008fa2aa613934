import type { Patch } from '../../protocol/state';

/** The patches as the switch "Patch page" names them. */
export const PATCH_NAMES: Record<Patch, string> = {
  none: 'None',
  reuse: 'Reuse',
  stop: 'Stop',
  downscale: 'Downscale',
};
