import { ACTIVE_PATCHES } from '../../protocol/patches';
import { FINDINGS } from '../findings/index';
import {
  anchorOf,
  type DocsLink,
  type DocsPage,
  FIGURE_LINKS,
  linkOfCost,
  linkOfFinding,
  linkOfPatch,
  targetOf,
} from './links';
import type { DocToken } from './section';

type Pages = Record<DocsPage, readonly DocToken[]>;

/** What the panel itself leads to. */
const ROOTS: readonly DocsLink[] = [
  ...Object.values(FIGURE_LINKS),
  ...[...ACTIVE_PATCHES, 'now' as const].map(linkOfPatch),
  ...FINDINGS.flatMap(({ id }) => [linkOfFinding(id), linkOfCost(id)]),
];

/** The sections that links of the panel lead to, and links in those, and so on; and every table whose rows are facts. */
export function reachable(pages: Pages): Pages {
  const kept = new Set<DocToken>();
  const links = new Map(ROOTS.map((link) => [`${link.page}#${link.anchor}`, link]));
  for (const { page, anchor } of links.values()) {
    for (const token of sectionTokens(pages[page], anchor)) {
      kept.add(token);
      for (const href of hrefsIn(token)) {
        const target = targetOf(href, page);
        if (target && typeof target !== 'string') links.set(`${target.page}#${target.anchor}`, target);
      }
    }
  }
  const keep = (token: DocToken) => kept.has(token) || hasFacts(token);
  return Object.fromEntries(
    Object.entries(pages).map(([page, tokens]) => [page, tokens.filter(keep)]),
  ) as unknown as Pages;
}

/** Whether a table's rows lead to sections, as factsOf() of section.ts looks for them. */
const hasFacts = ({ rows = [] }: DocToken): boolean =>
  rows.some(([first]) => first!.tokens.some(({ type, href }) => type === 'link' && href!.startsWith('#')));

/** The heading too. */
function sectionTokens(page: readonly DocToken[], anchor: string): readonly DocToken[] {
  const at = page.findIndex(({ type, text }) => type === 'heading' && anchorOf(text!) === anchor);
  if (at < 0) return [];
  const end = page.findIndex(({ type, depth }, i) => i > at && type === 'heading' && depth! <= page[at]!.depth!);
  return page.slice(at, end < 0 ? undefined : end);
}

function hrefsIn({ href, tokens = [], items = [], header = [], rows = [] }: DocToken): string[] {
  const below = [...tokens, ...items.flat(), ...[...header, ...rows.flat()].flatMap((cell) => cell.tokens)];
  return [...(href ? [href] : []), ...below.flatMap(hrefsIn)];
}
