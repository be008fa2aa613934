import browser, { type Runtime } from 'webextension-polyfill';
import { type Announcement, type Ask, type Command, PORT_NAME } from '../../protocol/messages';
import { PATCHES, type Patch } from '../../protocol/state';
import { detectAccess } from './access';
import { clearBadge, showBadge } from './badge';
import { frameCrashed, pageCrashed } from './crash';
import { browserSettings } from './settings';
import { openSource } from './sources/click';
import type { DocumentLink, Transport } from './transport';

type Handlers = Parameters<Transport['start']>[0];
interface Connected {
  link: DocumentLink;
  port: Runtime.Port;
}

/** A document may start its content scripts a moment after the navigation is reported, in ms. */
const RETRIES = [0, 250, 1000];
const TOP = 0;
/** A navigation is reported this soon after its ports have closed, and a process is known to be gone, in ms. */
const SETTLE_MS = 500;

/**
 * The panel's way to the frames of the inspected tab in Chrome: no service worker, no permission.
 * Documents announce themselves by runtime.sendMessage; the panel connects back, one port each.
 */
export function chromeTransport(): Transport {
  const { tabId } = chrome.devtools.inspectedWindow;
  const connected = new Map<string, Connected>();
  let handlers: Handlers;
  let patch: Patch = 'none';
  let growing = 0;
  let navigatedSinceOpen = false;
  let asking = 0;
  /** Documents whose ports closed by themselves, until it is known whether they crashed. */
  let left: DocumentLink[] = [];
  /** Addresses of frames that crashed in this page. */
  const crashedUrls = new Set<string>();

  /** Asks every frame to announce itself, or one; true once one answered. */
  const ask = (frame = {}): Promise<boolean> => {
    const message: Ask = { type: 'transceiver-inspector:ask', dormantToo: patch !== 'none' };
    return browser.tabs.sendMessage(tabId, message, frame).then(
      () => true,
      () => false,
    );
  };

  /**
   * Asks every frame to announce itself; when the top one does not answer, finds out why. Its frames
   * may answer all the same: those that were loaded after the extension, or that Chrome lets us into.
   */
  async function askUntilAnswered(): Promise<void> {
    const mine = ++asking;
    for (let round = 0; ; round++) {
      await new Promise((resolve) => setTimeout(resolve, RETRIES[round] ?? RETRIES.at(-1)));
      if (mine !== asking) return;
      const [top] = await Promise.all([ask({ frameId: TOP }), ask()]);
      if (mine !== asking) return;
      if (top) return handlers.onAccess('ok', null);
      if (round + 1 < RETRIES.length) continue;
      const { access, url } = await detectAccess(navigatedSinceOpen);
      if (mine !== asking) return;
      handlers.onAccess(access, url);
      if (access !== 'checking') return;
    }
  }

  function connect(sender: Runtime.MessageSender, announcement: Announcement): void {
    const key = (sender as { documentId?: string }).documentId ?? `frame-${sender.frameId}`;
    // Every panel's asking makes every frame announce itself again.
    if (connected.has(key) && !announcement.back) return;
    close(key);
    const info = { name: PORT_NAME, frameId: sender.frameId, documentId: key };
    const port = browser.tabs.connect(tabId, info);
    const link: DocumentLink = {
      key,
      frameId: sender.frameId ?? 0,
      url: sender.url ?? '',
      provisionalPatch: PATCHES.find((each) => each === announcement.provisionalPatch) ?? 'none',
      send: (command: Command) => {
        try {
          port.postMessage(command);
        } catch {
          close(key);
        }
      },
    };
    connected.set(key, { link, port });
    port.onMessage.addListener((message) => handlers.onMessage(link, message));
    port.onDisconnect.addListener(() => {
      // Read, or the browser logs an error for every document that leaves.
      void chrome.runtime.lastError;
      if (connected.get(key)?.port !== port) return;
      close(key);
      if (left.push(link) === 1) setTimeout(lookForCrash, SETTLE_MS);
    });
    if (sender.frameId === TOP) handlers.onAccess('ok', null);
    handlers.onOpen(link);
  }

  function close(key: string): void {
    const known = connected.get(key);
    if (!known) return;
    connected.delete(key);
    known.port.disconnect();
    handlers.onClose(known.link);
  }

  /** Why documents left: a navigation has emptied the list meanwhile. */
  async function lookForCrash(): Promise<void> {
    const links = left;
    left = [];
    if (links.length === 0 || !chrome.runtime?.id) return;
    if (await pageCrashed(tabId)) {
      handlers.onAccess('crashed', null);
      for (const link of links) handlers.onCrashed(link, 'page');
      return;
    }
    // Of several with one address DevTools would ask the first, and the answer say nothing of the others.
    const alone = ({ url }: DocumentLink) =>
      !crashedUrls.has(url) && links.filter((each) => each.url === url).length < 2;
    for (const link of links.filter((each) => each.frameId !== TOP && alone(each))) void lookAtFrame(link);
  }

  async function lookAtFrame(link: DocumentLink): Promise<void> {
    if (!(await frameCrashed(tabId, link))) return;
    crashedUrls.add(link.url);
    handlers.onCrashed(link, 'frame');
  }

  const onMessage = (message: unknown, sender: Runtime.MessageSender): undefined => {
    const announcement = message as Partial<Announcement> | null;
    if (announcement?.type !== 'transceiver-inspector:announce') return;
    if (sender.id !== browser.runtime.id || sender.tab?.id !== tabId) return;
    connect(sender, announcement as Announcement);
  };

  const onNavigated = (url: string) => {
    navigatedSinceOpen = true;
    left = [];
    crashedUrls.clear();
    handlers.onNavigated(url);
    // A badge of a tab is cleared by its navigations.
    showBadge(tabId, patch, growing);
    void askUntilAnswered();
  };

  return {
    hasPage: true,
    start(given) {
      handlers = given;
      browser.runtime.onMessage.addListener(onMessage as never);
      chrome.devtools.network.onNavigated.addListener(onNavigated);
      addEventListener('pagehide', () => clearBadge(tabId));
      void askUntilAnswered();
    },
    setPatch(to) {
      patch = to;
      showBadge(tabId, patch, growing);
      // Frames that made no connection yet hold no port; they announce while a patch is on.
      if (to !== 'none') void ask();
    },
    setGrowing(connections) {
      growing = connections;
      showBadge(tabId, patch, growing);
    },
    reload: () => chrome.devtools.inspectedWindow.reload({}),
    openSource: (place) =>
      openSource(
        place,
        [...connected.values()].map(({ link }) => link),
      ),
    settings: browserSettings(),
    canOpenSource: true,
    // DevTools hands its theme on as prefers-color-scheme, at every change; panels.themeName does not follow.
    theme: null,
    dispose() {
      browser.runtime.onMessage.removeListener(onMessage as never);
      chrome.devtools.network.onNavigated.removeListener(onNavigated);
      for (const key of [...connected.keys()]) close(key);
    },
  };
}
