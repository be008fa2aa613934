import type { Announcement, AnnounceReply, AnnounceRequest } from '../../protocol/messages';
import type { RelayedSender } from '../../protocol/relay';
import { detectAccess, hasWebRtc } from './access';
import { TOP } from './chrome-links';
import type { Tab } from './tab/tab';
import type { TransportHandlers } from './transport';

/** A document may start its content scripts a moment after the navigation is reported, in ms. */
const RETRIES = [0, 250, 1000];

interface FramesOptions {
  tab: Tab;
  /** Frames without a connection answer too. */
  dormantToo(): boolean;
  onAccess: TransportHandlers['onAccess'];
}

/** Asks the frames of the tab to announce themselves. */
export function createFrames({ tab, dormantToo, onAccess }: FramesOptions) {
  let asking = 0;

  /** Asks every frame, or one. @returns the answer of the first */
  const ask = async (frame = {}): Promise<AnnounceReply | null> => {
    const message: AnnounceRequest = { type: 'transceiver-inspector:ask', dormantToo: dormantToo() };
    const answer = await tab.send(message, frame);
    return answer && (answer.value as AnnounceReply);
  };

  /**
   * Asks every frame to announce itself; when the top one does not answer, finds out why. Its frames
   * may answer all the same: those that were loaded after the extension, or that Chrome lets us into.
   * @param navigatedTo as detectAccess() takes it
   */
  async function askUntilAnswered(navigatedTo: string | null): Promise<void> {
    const mine = ++asking;
    for (let round = 0; ; round++) {
      await new Promise((resolve) => setTimeout(resolve, RETRIES[round] ?? RETRIES.at(-1)));
      if (mine !== asking) return;
      const [top] = await Promise.all([ask({ frameId: TOP }), ask()]);
      if (mine !== asking) return;
      if (top) {
        onAccess(top.late ? 'reload-needed' : 'ok', null);
        // A page that is paused in the debugger answers later.
        if (!top.late && !(await hasWebRtc()) && mine === asking) onAccess('no-webrtc', null);
        return;
      }
      if (round + 1 < RETRIES.length) continue;
      const { access, url } = await detectAccess(tab, navigatedTo);
      if (mine !== asking) return;
      onAccess(access, url);
      if (access !== 'checking') return;
    }
  }

  return { ask, askUntilAnswered };
}

/** Calls back with each announcement of a frame of the tab. @returns what ends that */
export function listenToFrames(
  tab: Tab,
  onAnnouncement: (sender: RelayedSender, announcement: Announcement) => void,
): () => void {
  return tab.listen((message, sender) => {
    const announcement = message as Partial<Announcement> | null;
    if (announcement?.type === 'transceiver-inspector:announce') onAnnouncement(sender, announcement as Announcement);
  });
}
