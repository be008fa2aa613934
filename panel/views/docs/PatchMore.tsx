import { linkOfPatch } from '../../../core/docs/links';
import { PATCH_NAMES } from '../../../core/patches/patches';
import type { ActivePatch } from '../../../protocol/patches';
import { LearnMore } from './LearnMore';

/** Where the docs explain a patch. */
export const PatchMore = ({ patch }: { patch: ActivePatch }) => (
  <LearnMore to={linkOfPatch(patch)} about={PATCH_NAMES[patch]} />
);
