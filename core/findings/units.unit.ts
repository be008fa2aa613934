import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { FINDING_SCENES } from '../fixtures/finding-scenes';
import { FINDINGS, findIn } from './index';
import { resultOf } from './result';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const DOCS = read('../../docs/verdicts.md');
/** The cells of each row of its tables, without the heads. */
const rowsOf = (markdown: string) =>
  [...markdown.matchAll(/^\| (.*) \|$/gm)].map(([, row]) => row!.split(/ ?\| ?/).map((cell) => cell.trim()));

/** Where a heading is linked to. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

const NOW = Date.UTC(2026, 0, 1);

for (const { id, title } of FINDINGS) {
  test(`${id}: has a folder, a test, a section in docs/verdicts.md, and a page in the fixtures that has it`, () => {
    for (const file of [`units/${id}/index.ts`, `units/${id}/${id}.unit.ts`]) {
      expect(existsSync(fileURLToPath(new URL(file, import.meta.url))), file).toBe(true);
    }
    expect(DOCS).toContain(`\n### ${title}\n\n\`${id}\`: `);
    const cells = rowsOf(DOCS).filter(([name]) => name?.startsWith(`[\`${id}\`]`));
    expect(cells).toHaveLength(1);
    const [name, what, ...rest] = cells[0]!;
    expect(name).toBe(`[\`${id}\`](#${anchorOf(title)})`);
    expect(what).toBe(title);
    // The rule, the cost, the remedy, and what it can't know.
    expect(rest.map((cell) => cell !== '')).toEqual([true, true, true, true]);
    const facts = FINDING_SCENES[id](NOW);
    const found = findIn(facts).filter((finding) => finding.id === id);
    expect(found.length).toBeGreaterThan(0);
    for (const { sentence, advice, cost, count, recipes } of found) {
      expect(
        recipes.some(({ code }) => code !== null),
        'a recipe',
      ).toBe(true);
      expect(`${sentence} ${advice} ${cost.formula}`).not.toMatch(/NaN|undefined|null/);
      expect(sentence).toMatch(/\.$/);
      expect(count).toBeGreaterThan(0);
    }
    // What is found is also what the result names, where it is the only one.
    expect(resultOf([facts]).headline.finding?.id).toBe(id);
  });
}

test('docs/verdicts.md has a row for each finding, in their order, and for no other', () => {
  const names = rowsOf(DOCS).flatMap(([name]) => /^\[`([a-z-]+)`\]\(#/.exec(name ?? '')?.[1] ?? []);
  expect(names).toEqual(FINDINGS.map(({ id }) => id));
});

test('ids are unique, and are file names', () => {
  const ids = FINDINGS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
