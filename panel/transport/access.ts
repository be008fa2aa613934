import type { Tab } from './tab/tab';
import type { PageAccess } from './transport';

/** Pages into which browsers inject no extension's content scripts. */
const RESTRICTED =
  /^(chrome|chrome-extension|devtools|chrome-search|edge|view-source|chrome-untrusted|moz-extension|resource|about:(?!blank|srcdoc)[a-z]+)(:|$|[?#])/;
const STORES = /^https:\/\/(chromewebstore\.google\.com|chrome\.google\.com\/webstore|addons\.mozilla\.org)/;

/** Content scripts start with the root element: not before the first byte of a slow page's body. */
const PAGE = '[location.href, document.documentElement !== null]';

/** The inspected page's address, and whether it began; null where it can't be evaluated (a restricted page). */
function inspectedPage(): Promise<[url: string, began: boolean] | null> {
  return new Promise((resolve) => {
    // The callback form of chrome.*: with a native `browser` the promise gives the bare value instead of a pair.
    chrome.devtools.inspectedWindow.eval(PAGE, (page: unknown, error) => {
      resolve(error || !Array.isArray(page) || typeof page[0] !== 'string' ? null : [page[0], page[1] === true]);
    });
  });
}

/** Whether the page is the browser's own, or of its store, where nothing can be evaluated. */
export async function isRestricted(): Promise<boolean> {
  const page = await inspectedPage();
  return page === null || RESTRICTED.test(page[0]);
}

/** Whether the top document has a WebRTC that could be used: a preference, or an extension, may take it away. */
export function hasWebRtc(): Promise<boolean> {
  return new Promise((resolve) => {
    const ask = "typeof RTCPeerConnection === 'undefined'";
    chrome.devtools.inspectedWindow.eval(ask, (missing: unknown, error) => resolve(Boolean(error) || missing !== true));
  });
}

/**
 * Why the tab's top document does not answer; `checking` while it has not begun.
 * @param navigatedTo address of a document that was loaded since the panel opened; empty where DevTools does not
 *   tell, null where none was
 */
export async function detectAccess(
  tab: Tab,
  navigatedTo: string | null,
): Promise<{ access: PageAccess; url: string | null }> {
  if (!chrome.runtime?.id) return { access: 'extension-reloaded', url: null };
  // Nothing would ever be answered.
  if (await tab.crashed?.()) return { access: 'crashed', url: null };
  const page = await inspectedPage();
  // Firefox evaluates nothing in files that the user did not open to the extension.
  if (!page && navigatedTo?.startsWith('file:')) return { access: 'file-access', url: navigatedTo };
  if (!page) return { access: 'restricted', url: null };
  const [url, began] = page;
  if (RESTRICTED.test(url) || STORES.test(url)) return { access: 'restricted', url };
  if (!began) return { access: 'checking', url };
  if (url.startsWith('file:')) return { access: 'file-access', url };
  // Content scripts enter at load: before the first load under our eyes, a reload may be all it takes.
  return { access: navigatedTo !== null ? 'no-access' : 'reload-needed', url };
}
