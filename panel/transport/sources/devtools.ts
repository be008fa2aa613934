import type { DocumentLink } from '../transport';
import { fetchMap } from './fetch';
import type { Sources } from './open';

export { originOf } from './open';

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
    map: (url, signal) =>
      fetchMap(
        url,
        documents.some((each) => siteOf(each.url) !== null && siteOf(each.url) === siteOf(url)),
        signal,
      ),
  };
}

const siteOf = (url: string) => {
  try {
    const { origin } = new URL(url);
    // As data: and blob: of others have: not the origin of anything.
    return origin === 'null' ? null : origin;
  } catch {
    return null;
  }
};
