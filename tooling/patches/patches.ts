import { PATCHES, type Patch } from '../../protocol/state';
import { UserError } from '../node/user-error.mjs';

/**
 * @param list by commas
 * @throws {UserError} on a patch that does not exist, or one named twice
 */
export function checkPatches(list: string): Patch[] {
  const patches = list.split(',').map((name) => name.trim());
  const isPatch = (name: string): name is Patch => (PATCHES as readonly string[]).includes(name);
  if (patches.every(isPatch) && new Set(patches).size === patches.length) return patches;
  throw new UserError(`--patches lists some of ${PATCHES.join(', ')}, each once, not "${list}".`);
}
