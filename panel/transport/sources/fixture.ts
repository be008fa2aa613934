import { createMapCache } from './cache';
import type { Maps } from './origins';

/** For tests: a script of a page, and its map. */
export const SCRIPT = 'https://app.example/assets/app.js';

export interface MapOptions {
  source?: string;
  sourceRoot?: string | null;
  /** Default: line 3, column 10 and on comes from line 21, column 5. */
  mappings?: string;
  sourcesContent?: (string | null)[];
  /** In a section at this line. */
  offset?: number;
}

export function mapText({ source = '../src/share.ts', mappings = ';;UAoBI', offset, ...others }: MapOptions): string {
  const map = { version: 3, sources: [source], names: [], mappings, ...others };
  return JSON.stringify(
    offset === undefined ? map : { version: 3, sections: [{ offset: { line: offset, column: 0 }, map }] },
  );
}

interface ScriptedPage {
  /** What the script's comment says; null for none. */
  named?: string | null;
  after?: string;
  content?: string;
  unlisted?: boolean;
  map?: string;
  fails?: string;
  /** What DevTools lists beside the script. */
  listed?: readonly string[];
  /** Where its document is from. */
  origin?: string;
  /** Addresses of maps that are asked for, as they are. */
  asked?: string[];
}

export function scripted({ named = 'app.js.map', after = '', ...page }: ScriptedPage): Maps {
  const comment = named === null ? '' : `//# sourceMappingURL=${named}\n`;
  const sources: Maps['sources'] = {
    isPages: (url) => new URL(url).origin === (page.origin ?? 'https://app.example'),
    list: async () => [...(page.unlisted ? [] : [SCRIPT]), ...(page.listed ?? [])],
    content: async () => page.content ?? `one\ntwo\nthree()\n${comment}${after}`,
    async map(url) {
      page.asked?.push(url);
      if (page.fails) throw new Error(page.fails);
      return url.startsWith('data:') ? (await fetch(url)).text() : (page.map ?? '');
    },
  };
  return { sources, cache: createMapCache() };
}
