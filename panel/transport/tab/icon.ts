import type { Badge } from '../../../protocol/relay';

const TITLE = 'Transceiver Inspector';

/** The toolbar icon of a tab that no panel looks at. */
export const NO_BADGE: Badge = { text: '', color: '#b3261e', title: TITLE };

/** Sets the toolbar icon of one tab. A tab that closes meanwhile is no error. */
export function setBadge(tabId: number, { text, color, title }: Badge): void {
  const quietly = (done: Promise<void>) => done.catch(() => {});
  quietly(chrome.action.setBadgeBackgroundColor({ tabId, color }));
  quietly(chrome.action.setBadgeText({ tabId, text }));
  quietly(chrome.action.setTitle({ tabId, title }));
}
