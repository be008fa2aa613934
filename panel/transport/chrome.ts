import type { Patch } from '../../protocol/state';
import { isRestricted } from './access';
import { badgeOf } from './badge';
import { createFrames, listenToFrames } from './chrome-frames';
import { createChromeLinks } from './chrome-links';
import { createCrashWatch } from './crash';
import { listenToSearch } from './search';
import { browserSettings } from './settings';
import { findLines, openSource } from './sources/click';
import { directTab } from './tab/direct';
import { NO_BADGE } from './tab/icon';
import { relayedTab } from './tab/relayed';
import type { Tab } from './tab/tab';
import type { Transport, TransportHandlers } from './transport';

/**
 * The panel's way to the frames of the inspected tab, without a permission: in Chrome by itself, in Firefox,
 * whose panels have no `tabs`, by the extension's event page. Documents announce themselves by
 * runtime.sendMessage; the panel connects back, one port each.
 */
export function chromeTransport(): Transport {
  const { tabId } = chrome.devtools.inspectedWindow;
  const tab = chrome.tabs ? directTab(tabId) : relayedTab(tabId);
  let patch: Patch = 'none';
  let growing = 0;
  let page: ReturnType<typeof startPage> | null = null;
  const badge = () => tab.setBadge(badgeOf(patch, growing));

  return {
    hasPage: true,
    start(handlers) {
      page = startPage(tab, handlers, { dormantToo: () => patch !== 'none', badge });
      addEventListener('pagehide', () => tab.setBadge(NO_BADGE));
    },
    setPatch(to) {
      patch = to;
      badge();
      // Frames that made no connection yet hold no port; they announce while a patch is on.
      if (to !== 'none') void page?.ask();
    },
    setGrowing(findings) {
      growing = findings;
      badge();
    },
    reload: () => chrome.devtools.inspectedWindow.reload({}),
    openSource: (place) => openSource(place, page?.links() ?? []),
    // Firefox has no list of scripts for a panel.
    findLines:
      'getResources' in chrome.devtools.inspectedWindow ? (wanted) => findLines(wanted, page?.links() ?? []) : null,
    settings: browserSettings(),
    // Firefox's panels can't open a line of code.
    canOpenSource: 'openResource' in chrome.devtools.panels,
    viewSource: tab.viewSource,
    // DevTools hands its theme on as prefers-color-scheme, at every change; panels.themeName does not follow.
    theme: null,
    dispose() {
      page?.stop();
      tab.close();
    },
  };
}

/** Links to the frames of the tab, over its navigations. */
function startPage(
  tab: Tab,
  handlers: TransportHandlers,
  { dormantToo, badge }: { dormantToo(): boolean; badge(): void },
) {
  const crashes = createCrashWatch(tab, handlers);
  const links = createChromeLinks(tab, handlers, crashes.left);
  const { ask, askUntilAnswered } = createFrames({ tab, dormantToo, onAccess: handlers.onAccess });
  const stopListening = listenToFrames(tab, links.connect);
  const stopSearching = listenToSearch(handlers.onSearch);
  let navigatedTo: string | null = null;
  const onNavigated = (url: string) => {
    navigatedTo = url;
    crashes.navigated();
    handlers.onNavigated(url);
    // A badge of a tab is cleared by its navigations.
    badge();
    void askUntilAnswered(url);
  };
  chrome.devtools.network.onNavigated.addListener(onNavigated);
  // In Chrome DevTools reports no navigation to chrome://version and the like to extensions.
  const stopWaiting = tab.whenLoaded(async () => {
    if (await isRestricted()) void askUntilAnswered('');
  });
  tab.whenRestarted(() => {
    badge();
    void askUntilAnswered(navigatedTo);
  });
  void askUntilAnswered(null);
  return {
    ask,
    links: links.list,
    stop(): void {
      stopListening();
      stopSearching();
      stopWaiting();
      chrome.devtools.network.onNavigated.removeListener(onNavigated);
      links.closeAll();
    },
  };
}
