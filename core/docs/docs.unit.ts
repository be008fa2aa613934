import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ACTIVE_PATCHES } from '../../protocol/patches';
import { ROOT } from '../../tooling/node/root.mjs';
import { FINDINGS } from '../findings/index';
import { type DocsLink, FIGURE_LINKS, linkOfCost, linkOfFinding, linkOfPatch, PAGES } from './links';
import { parsePage } from './parse';
import { reachable } from './reachable';
import { type Section, sectionOf } from './section';

const DOCS = Object.fromEntries(
  PAGES.map((page) => [page, parsePage(readFileSync(join(ROOT, `docs/${page}.md`), 'utf8'))]),
);
const sectionAt = ({ page, anchor }: DocsLink): Section | null => sectionOf(DOCS[page]!, anchor);

for (const { id, title } of FINDINGS) {
  test(`${id}: its link leads to its section, with the rule, the cost and the remedy; so does that of its cost`, () => {
    const section = sectionAt(linkOfFinding(id))!;
    expect(section.title).toBe(title);
    expect(section.tokens.some(({ type }) => type === 'paragraph')).toBe(true);
    expect(section.facts.map(({ name }) => name)).toEqual(['rule', 'cost', 'remedy', "can't know"]);
    expect(sectionAt(linkOfCost(id))).not.toBeNull();
  });
}

test('each patch and each kind of figure leads to a section that says something', () => {
  for (const link of [...ACTIVE_PATCHES, 'now' as const].map(linkOfPatch)) {
    expect(sectionAt(link)?.tokens.length, link.anchor).toBeGreaterThan(1);
  }
  for (const link of Object.values(FIGURE_LINKS))
    expect(sectionAt(link)?.tokens.length, link.anchor).toBeGreaterThan(1);
});

test('a section ends at the next heading of its rank, and has those below it', () => {
  const section = sectionOf(parsePage('# A\n\nx\n\n## B\n\ny\n\n### C\n\nz\n\n## D\n\nw\n'), 'b')!;
  expect(section.tokens.map(({ type }) => type)).toEqual(['paragraph', 'heading', 'paragraph']);
  expect(sectionOf(parsePage('# A'), 'nowhere')).toBeNull();
});

test('what nothing leads to is left out; what a section that is there leads to is not', () => {
  const memory = parsePage(`# M\n\n## The estimate\n\nSee [that](runs.md#far).\n\n## Method\n\nx`);
  const pages = reachable({ memory, runs: parsePage('## Far\n\ny\n\n## Other\n\nz'), verdicts: [], patches: [] });
  expect(sectionOf(pages.memory, FIGURE_LINKS.encoders.anchor)).not.toBeNull();
  expect(sectionOf(pages.runs, 'far')!.tokens).toHaveLength(1);
  expect([sectionOf(pages.memory, 'method'), sectionOf(pages.runs, 'other')]).toEqual([null, null]);

  const table = (first: string) => `## Else\n\n| id | rule |\n|---|---|\n| ${first} | x |`;
  const tables = reachable({
    memory: parsePage(table('far')),
    runs: parsePage(table('[far](#far)')),
    verdicts: [],
    patches: [],
  });
  expect([tables.memory.length, tables.runs.length]).toEqual([0, 1]);
});
