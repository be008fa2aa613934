import browser, { type Runtime } from 'webextension-polyfill';
import type { Announcement, AnnounceRequest } from '../../protocol/messages';
import { detectAccess } from './access';
import { TOP } from './chrome-links';
import type { TransportHandlers } from './transport';

/** A document may start its content scripts a moment after the navigation is reported, in ms. */
const RETRIES = [0, 250, 1000];

interface FramesOptions {
  tabId: number;
  /** Frames without a connection answer too. */
  dormantToo(): boolean;
  onAccess: TransportHandlers['onAccess'];
}

/** Asks the frames of the tab to announce themselves. */
export function createFrames({ tabId, dormantToo, onAccess }: FramesOptions) {
  let asking = 0;

  /** Asks every frame, or one; true once one answered. */
  const ask = (frame = {}): Promise<boolean> => {
    const message: AnnounceRequest = { type: 'transceiver-inspector:ask', dormantToo: dormantToo() };
    return browser.tabs.sendMessage(tabId, message, frame).then(
      () => true,
      () => false,
    );
  };

  /**
   * Asks every frame to announce itself; when the top one does not answer, finds out why. Its frames
   * may answer all the same: those that were loaded after the extension, or that Chrome lets us into.
   * @param navigated the page was loaded since the panel opened
   */
  async function askUntilAnswered(navigated: boolean): Promise<void> {
    const mine = ++asking;
    for (let round = 0; ; round++) {
      await new Promise((resolve) => setTimeout(resolve, RETRIES[round] ?? RETRIES.at(-1)));
      if (mine !== asking) return;
      const [top] = await Promise.all([ask({ frameId: TOP }), ask()]);
      if (mine !== asking) return;
      if (top) return onAccess('ok', null);
      if (round + 1 < RETRIES.length) continue;
      const { access, url } = await detectAccess(navigated);
      if (mine !== asking) return;
      onAccess(access, url);
      if (access !== 'checking') return;
    }
  }

  return { ask, askUntilAnswered };
}

/** Calls back with each announcement of a frame of the tab. @returns what ends that */
export function listenToFrames(
  tabId: number,
  onAnnouncement: (sender: Runtime.MessageSender, announcement: Announcement) => void,
): () => void {
  const onMessage = (message: unknown, sender: Runtime.MessageSender): undefined => {
    const announcement = message as Partial<Announcement> | null;
    if (announcement?.type !== 'transceiver-inspector:announce') return;
    if (sender.id !== browser.runtime.id || sender.tab?.id !== tabId) return;
    onAnnouncement(sender, announcement as Announcement);
  };
  browser.runtime.onMessage.addListener(onMessage as never);
  return () => browser.runtime.onMessage.removeListener(onMessage as never);
}
