import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { type DocsPage, PAGES } from '../../core/docs/links';
import { parsePage } from '../../core/docs/parse';
import { reachable } from '../../core/docs/reachable';

const PAGE = /\.md\?page$/;

/** Imports a page of the docs as its tokens, without sections that nothing leads to: `import memory from '…/memory.md?page'`. */
export function docsPages(): Plugin {
  return {
    name: 'docs-pages',
    load(id) {
      if (!PAGE.test(id)) return null;
      const file = id.slice(0, id.indexOf('?'));
      const files = PAGES.map((page) => [page, join(dirname(file), `${page}.md`)] as const);
      for (const [, each] of files) this.addWatchFile(each);
      const parsed = files.map(([page, each]) => [page, parsePage(readFileSync(each, 'utf8'))]);
      const tokens = reachable(Object.fromEntries(parsed))[basename(file, '.md') as DocsPage];
      return { code: `export default ${JSON.stringify(tokens)};`, moduleType: 'js' };
    },
  };
}
