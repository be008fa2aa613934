import type { ActivePatch, Patch } from '../../../protocol/patches';
import { each } from '../base/lists';
import { ownKeys, setPrototypeOf } from '../base/natives';
import { downscale } from './downscale';
import type { PagePatch } from './patch';
import { reuse } from './reuse';
import { stop } from './stop';

/** The patches that there are. */
const PAGE_PATCHES: Record<ActivePatch, PagePatch> = {
  reuse,
  stop,
  downscale,
};
const names = ownKeys(PAGE_PATCHES) as ActivePatch[];

// Without what a page may have put on Object.prototype under the name of a patch or of what it does.
each(names, (name) => setPrototypeOf(PAGE_PATCHES[name], null));
setPrototypeOf(PAGE_PATCHES, null);

/** A patch by its name; undefined for `none` and for anything that is no patch. */
export const pagePatch = (name: string): PagePatch | undefined => PAGE_PATCHES[name as ActivePatch];

/** A name from the other side of the link; anything that is no patch is none. */
export const patchNamed = (name: string): Patch => (pagePatch(name) ? (name as Patch) : 'none');

/** Every patch, in force or not. */
export const eachPatch = (visit: (patch: PagePatch) => void) => each(names, (name) => visit(PAGE_PATCHES[name]));
