import { PATCH_INFO, type Patch } from '../../protocol/patches';
import type { Badge } from '../../protocol/relay';
import { NO_BADGE } from './tab/icon';

const PATCH_COLOR = '#1a73e8';

/**
 * The toolbar icon's badge of one tab: a patch's letter while the page is patched, else how many
 * findings grow; a letter, a number, and the title says which.
 */
export function badgeOf(patch: Patch, growing: number): Badge {
  const patched = patch !== 'none';
  const text = patched ? PATCH_INFO[patch].letter : growing > 0 ? String(growing) : '';
  const grows = growing > 0 ? `${growing} growing` : '';
  const states = [patched ? `page patched by ${PATCH_INFO[patch].title}` : '', grows].filter((each) => each !== '');
  const title = [NO_BADGE.title, states.join(', ')].filter(Boolean).join(': ');
  return { text, color: patched ? PATCH_COLOR : NO_BADGE.color, title };
}
