import { type Announcement, type AnnounceReply, type AnnounceRequest, PROTOCOL_VERSION } from '../../protocol/messages';
import type { Patch } from '../../protocol/patches';
import { isLate } from '../late';
import { orphaned } from './orphan';

/** A picture or a video that is a document of its own is complete from its start in Firefox, and has no scripts. */
const late = isLate() && !/^(image|video|audio)\//.test(document.contentType);
const isPrerendering = () => (document as Document & { prerendering?: boolean }).prerendering === true;
/** What is to be done once a prerendered page is shown. */
const waiting = new Set<() => void>();

/** Announces to the panels that this document can be connected to. Without a panel nothing happens. */
export function announce(provisionalPatch: Patch, back = false): void {
  // A panel can't connect to a document that is not shown yet.
  if (isPrerendering()) {
    onActivated(() => announce(provisionalPatch, back));
    return;
  }
  if (orphaned()) return;
  const message: Announcement = { type: 'transceiver-inspector:announce', v: PROTOCOL_VERSION, provisionalPatch, back };
  chrome.runtime.sendMessage(message).catch(() => {});
}

/** Calls back once when a prerendered page is shown. */
export function onActivated(then: () => void): void {
  if (!isPrerendering()) return;
  waiting.add(then);
  document.addEventListener('prerenderingchange', activate, { once: true });
}

function activate(): void {
  for (const then of waiting) then();
  waiting.clear();
}

/** Answers a panel that opens: proof that content scripts run in this tab. `handle` may then announce the frame. */
export function onAsk(handle: (dormantToo: boolean) => void): void {
  chrome.runtime.onMessage.addListener((message: Partial<AnnounceRequest> | undefined, sender, answer) => {
    if (sender.id !== chrome.runtime.id || message?.type !== 'transceiver-inspector:ask') return;
    const here: AnnounceReply = { type: 'transceiver-inspector:here', late };
    answer(here);
    // There is no hook, or one of before the extension's reload, which no one speaks for.
    if (!late) handle(message.dormantToo === true);
  });
}
