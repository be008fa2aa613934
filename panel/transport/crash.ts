import type { Tab } from './tab/tab';
import type { DocumentLink, TransportHandlers } from './transport';

/** A navigation is reported this soon after its ports have closed, and a process is known to be gone, in ms. */
const SETTLE_MS = 500;
const TOP = 0;
/** How long a frame that lives may take to answer, in ms. */
const PATIENCE_MS = 3_000;

/**
 * Whether a frame whose port closed has crashed while its page lives on: nobody listens in it, but
 * DevTools still lists it, and what is evaluated there gets no answer. One that was removed or has navigated
 * is no longer listed by its address; one that is busy or loads anew has a listener, or answers.
 */
export async function frameCrashed(tab: Tab, { frameId, url }: DocumentLink): Promise<boolean> {
  if (await hasListener(tab, frameId)) return false;
  return (await isListedButSilent(url)) && !(await hasListener(tab, frameId));
}

/** Also true where the answer is only on its way, from a document that is busy. */
function hasListener(tab: Tab, frameId: number): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, true);
    // A question that no content script of ours knows: they answer nothing, which is no error.
    tab.send({}, { frameId }).then((answer) => resolve(answer !== null));
  });
}

function isListedButSilent(frameURL: string): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, true);
    // Where no frame has the address the answer, an error, comes at once.
    chrome.devtools.inspectedWindow.eval('0', { frameURL }, () => resolve(false));
  });
}

/** Finds out which documents whose ports closed by themselves have crashed, where the browser tells. */
export function createCrashWatch(tab: Tab, handlers: Pick<TransportHandlers, 'onAccess' | 'onCrashed'>) {
  /** Until it is known; a navigation empties the list meanwhile. */
  let waiting: DocumentLink[] = [];
  /** Addresses of frames that crashed in this page. */
  const crashedUrls = new Set<string>();

  async function look(): Promise<void> {
    const links = waiting;
    waiting = [];
    if (links.length === 0 || !chrome.runtime?.id) return;
    if (await tab.crashed?.()) {
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
    if (!(await frameCrashed(tab, link))) return;
    crashedUrls.add(link.url);
    handlers.onCrashed(link, 'frame');
  }

  return {
    left(link: DocumentLink): void {
      if (!tab.crashed) return;
      if (waiting.push(link) === 1) setTimeout(look, SETTLE_MS);
    },
    navigated(): void {
      waiting = [];
      crashedUrls.clear();
    },
  };
}
