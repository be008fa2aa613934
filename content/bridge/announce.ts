import { type Announcement, type Ask, type AskAnswer, PROTOCOL_VERSION } from '../../protocol/messages';
import type { Patch } from '../../protocol/state';
import { orphaned } from './orphan';

/** Tells whoever listens that this document can be connected to; nobody listening is fine. */
export function announce(provisionalPatch: Patch, back = false): void {
  const prerendering = document as Document & { prerendering?: boolean };
  if (prerendering.prerendering) {
    // A panel can't connect to a document that is not shown yet.
    document.addEventListener('prerenderingchange', () => announce(provisionalPatch, back), { once: true });
    return;
  }
  if (orphaned()) return;
  const message: Announcement = { type: 'transceiver-inspector:announce', v: PROTOCOL_VERSION, provisionalPatch, back };
  chrome.runtime.sendMessage(message).catch(() => {});
}

/** Hears a panel that opens: proves that content scripts run here, and lets the frame announce itself. */
export function onAsk(hear: (dormantToo: boolean) => void): void {
  chrome.runtime.onMessage.addListener((message: Partial<Ask> | undefined, sender, answer) => {
    if (sender.id !== chrome.runtime.id || message?.type !== 'transceiver-inspector:ask') return;
    const here: AskAnswer = { type: 'transceiver-inspector:here' };
    answer(here);
    hear(message.dormantToo === true);
  });
}
