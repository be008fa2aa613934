import type { DocumentLink } from '../transport';
import { Unmapped } from './map';
import type { Sources } from './open';

export { originOf } from './open';

const FETCH_MS = 6_000;

/**
 * DevTools' list of scripts, and their maps.
 * @param documents of the inspected page
 */
export function devToolsSources(documents: readonly DocumentLink[]): Sources {
  let listed: chrome.devtools.inspectedWindow.Resource[] = [];
  return {
    async list() {
      listed = await new Promise((resolve) => chrome.devtools.inspectedWindow.getResources(resolve));
      return listed.map(({ url }) => url);
    },
    content(url) {
      const resource = listed.find((each) => each.url === url);
      return new Promise((resolve) => {
        if (!resource) return resolve('');
        // Promises came with Chrome 151.
        resource.getContent((content, encoding) => resolve(content && !encoding ? content : ''));
      });
    },
    map: (url) =>
      fetchMap(
        url,
        documents.some((each) => siteOf(each.url) === siteOf(url)),
      ),
  };
}

/**
 * The panel may read where its content scripts run, so everywhere. The user's cookies go along where
 * the page could send them just as well: to an origin of its own documents.
 */
async function fetchMap(url: string, withCookies: boolean): Promise<string> {
  const credentials = withCookies ? 'include' : 'omit';
  const response = await fetch(url, { credentials, signal: AbortSignal.timeout(FETCH_MS) }).catch(() => null);
  if (!response?.ok) {
    throw new Unmapped(`Its source map could not be fetched (${response ? `HTTP ${response.status}` : 'no answer'}).`);
  }
  return response.text();
}

const siteOf = (url: string) => {
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
};
