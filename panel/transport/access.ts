import type { PageAccess } from './transport';

/** Pages into which Chrome injects no extension's content scripts. */
const RESTRICTED = /^(chrome|chrome-extension|devtools|chrome-search|edge|view-source|chrome-untrusted):/;
const STORES = /^https:\/\/(chromewebstore\.google\.com|chrome\.google\.com\/webstore)/;

/** The inspected page's address; null where it can't be evaluated (a restricted or crashed page). */
function pageUrl(): Promise<string | null> {
  return new Promise((resolve) => {
    // The callback form of chrome.*: with a native `browser` the promise gives the bare value instead of a pair.
    chrome.devtools.inspectedWindow.eval('location.href', (url: unknown, error) => {
      resolve(error || typeof url !== 'string' ? null : url);
    });
  });
}

/** Why no frame of the tab answers. `navigated`: a document was loaded since the panel opened. */
export async function detectAccess(navigated: boolean): Promise<{ access: PageAccess; url: string | null }> {
  if (!chrome.runtime?.id) return { access: 'extension-reloaded', url: null };
  const url = await pageUrl();
  if (url === null || RESTRICTED.test(url) || STORES.test(url)) return { access: 'restricted', url };
  if (url.startsWith('file:')) return { access: 'file-access', url };
  // Content scripts enter at load: before the first load under our eyes, a reload may be all it takes.
  return { access: navigated ? 'no-access' : 'reload-needed', url };
}
