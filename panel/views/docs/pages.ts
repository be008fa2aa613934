import { type DocsPage, PAGES } from '../../../core/docs/links';
import memory from '../../../docs/memory.md?raw';
import patches from '../../../docs/patches.md?raw';
import runs from '../../../docs/runs.md?raw';
import verdicts from '../../../docs/verdicts.md?raw';

/** The docs as they are in the repository. */
export const TEXTS: Record<DocsPage, string> = { memory, patches, runs, verdicts };

/** Where a link in the docs leads: to a section of these pages, to the web, or to a file that is not here. */
export function targetOf(href: string, from: DocsPage): { page: DocsPage; anchor: string } | string | null {
  if (/^https:\/\//.test(href)) return href;
  const [file = '', anchor = ''] = href.split('#');
  const page = file === '' ? from : PAGES.find((each) => file === `${each}.md`);
  return page && anchor !== '' ? { page, anchor } : null;
}
