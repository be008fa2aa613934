import browser from 'webextension-polyfill';
import type { DocumentLink } from './transport';

/** How long a frame that lives may take to answer, in ms. */
const PATIENCE_MS = 3_000;

/**
 * Whether the tab's page has no process any more: it crashed, or was killed. Chrome calls such a tab
 * "unloaded", as it calls a discarded one, and tells that without any permission.
 */
export async function pageCrashed(tabId: number): Promise<boolean> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  return tab?.status === 'unloaded' && !tab.discarded;
}

/**
 * Whether a frame whose port closed has crashed while its page lives on: nobody listens in it, but
 * DevTools still lists it, and what is evaluated there gets no answer. One that was removed or has navigated
 * is no longer listed by its address; one that is busy or loads anew has a listener, or answers.
 */
export async function frameCrashed(tabId: number, { frameId, url }: DocumentLink): Promise<boolean> {
  if (await hasListener(tabId, frameId)) return false;
  return (await isListedButSilent(url)) && !(await hasListener(tabId, frameId));
}

/** Also true where the answer is only on its way, from a document that is busy. */
function hasListener(tabId: number, frameId: number): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, true);
    // A question that no content script of ours knows: they answer nothing, which is no error.
    browser.tabs.sendMessage(tabId, {}, { frameId }).then(
      () => resolve(true),
      () => resolve(false),
    );
  });
}

function isListedButSilent(frameURL: string): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, true);
    // Where no frame has the address the answer, an error, comes at once.
    chrome.devtools.inspectedWindow.eval('0', { frameURL }, () => resolve(false));
  });
}
