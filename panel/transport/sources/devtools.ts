import type { DocumentLink, FoundLines, Opened, SourcePlace, WantedLines } from '../transport';
import { createMapCache, type MapCache } from './cache';
import { fetchMap } from './fetch';
import { originOf, sentenceOf, within } from './open';
import { type Maps, originsOf, type Sources } from './origins';

/** The script whose map is read waits so long for it, in ms. Nobody waits for it. */
const PATIENCE_MS = 10_000;

/** Maps of the page as it is: the next one may have other scripts of the same names. */
let page = '';
let cache: MapCache = createMapCache();

function mapsOf(documents: readonly DocumentLink[]): Maps {
  const now = documents.map(({ key }) => key).join(' ');
  if (now !== page) cache = createMapCache();
  page = now;
  return { sources: devToolsSources(documents), cache };
}

/** A click: where the line was written, if DevTools lists that. */
export const openedAs = (place: SourcePlace, documents: readonly DocumentLink[]): Promise<Opened> =>
  originOf(place, mapsOf(documents));

/** Without a click: where lines of one script were written. Never rejects. */
export async function findLines(wanted: WantedLines, documents: readonly DocumentLink[]): Promise<FoundLines> {
  try {
    const origins = await within(PATIENCE_MS, new AbortController(), (signal) =>
      originsOf(wanted, mapsOf(documents), signal),
    );
    return { origins: origins.map((each) => (each instanceof Error ? each.message : each)), why: null };
  } catch (error) {
    return { origins: [], why: sentenceOf(error) };
  }
}

/**
 * DevTools' list of scripts, and their maps.
 * @param documents of the inspected page
 */
function devToolsSources(documents: readonly DocumentLink[]): Sources {
  let listed: chrome.devtools.inspectedWindow.Resource[] = [];
  const isPages = (url: string) =>
    documents.some((each) => siteOf(each.url) !== null && siteOf(each.url) === siteOf(url));
  return {
    isPages,
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
    map: (url, signal) => fetchMap(url, isPages(url), signal),
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
