import type { Patch } from '../../protocol/state';
import { clearBadge, showBadge } from './badge';
import { createFrames, listenToFrames } from './chrome-frames';
import { createChromeLinks } from './chrome-links';
import { createCrashWatch } from './crash';
import { listenToSearch } from './search';
import { browserSettings } from './settings';
import { openSource } from './sources/click';
import type { Transport, TransportHandlers } from './transport';

/**
 * The panel's way to the frames of the inspected tab in Chrome: no service worker, no permission.
 * Documents announce themselves by runtime.sendMessage; the panel connects back, one port each.
 */
export function chromeTransport(): Transport {
  const { tabId } = chrome.devtools.inspectedWindow;
  let patch: Patch = 'none';
  let growing = 0;
  let page: ReturnType<typeof startPage> | null = null;
  const badge = () => showBadge(tabId, patch, growing);

  return {
    hasPage: true,
    start(handlers) {
      page = startPage(tabId, handlers, { dormantToo: () => patch !== 'none', badge });
      addEventListener('pagehide', () => clearBadge(tabId));
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
    settings: browserSettings(),
    canOpenSource: true,
    // DevTools hands its theme on as prefers-color-scheme, at every change; panels.themeName does not follow.
    theme: null,
    dispose: () => page?.stop(),
  };
}

/** Links to the frames of the tab, over its navigations. */
function startPage(
  tabId: number,
  handlers: TransportHandlers,
  { dormantToo, badge }: { dormantToo(): boolean; badge(): void },
) {
  const crashes = createCrashWatch(tabId, handlers);
  const links = createChromeLinks(tabId, handlers, crashes.left);
  const { ask, askUntilAnswered } = createFrames({ tabId, dormantToo, onAccess: handlers.onAccess });
  const stopListening = listenToFrames(tabId, links.connect);
  const stopSearching = listenToSearch(handlers.onSearch);
  const onNavigated = (url: string) => {
    crashes.navigated();
    handlers.onNavigated(url);
    // A badge of a tab is cleared by its navigations.
    badge();
    void askUntilAnswered(true);
  };
  chrome.devtools.network.onNavigated.addListener(onNavigated);
  void askUntilAnswered(false);
  return {
    ask,
    links: links.list,
    stop(): void {
      stopListening();
      stopSearching();
      chrome.devtools.network.onNavigated.removeListener(onNavigated);
      links.closeAll();
    },
  };
}
