import { PATCH_INFO, type Patch } from '../../protocol/patches';

const TITLE = 'Transceiver Inspector';
const COLORS = { patch: '#1a73e8', growing: '#b3261e' };

/**
 * The toolbar icon's badge of one tab: a patch's letter while the page is patched, else how many
 * findings grow; a letter, a number, and the title says which.
 */
export function showBadge(tabId: number, patch: Patch, growing: number): void {
  const patched = patch !== 'none';
  const text = patched ? PATCH_INFO[patch].letter : growing > 0 ? String(growing) : '';
  const grows = growing > 0 ? `${growing} growing` : '';
  const states = [patched ? `page patched by ${PATCH_INFO[patch].title}` : '', grows].filter((each) => each !== '');
  set(tabId, text, patched ? COLORS.patch : COLORS.growing, [TITLE, states.join(', ')].filter(Boolean).join(': '));
}

/** Nobody looks at the tab any more. */
export function clearBadge(tabId: number): void {
  set(tabId, '', COLORS.growing, TITLE);
}

/** A tab that closes meanwhile is no error; Firefox's panels have no `action`. */
function set(tabId: number, text: string, color: string, title: string): void {
  const { action } = chrome;
  if (!action) return;
  const quietly = (done: Promise<void>) => done.catch(() => {});
  quietly(action.setBadgeBackgroundColor({ tabId, color }));
  quietly(action.setBadgeText({ tabId, text }));
  quietly(action.setTitle({ tabId, title }));
}
