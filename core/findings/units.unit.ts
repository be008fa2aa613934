import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { FINDING_SCENES } from '../fixtures/finding-scenes';
import { FINDINGS, findIn } from './index';
import { resultOf } from './result';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const DOCS = read('../../docs/verdicts.md');
const NOW = Date.UTC(2026, 0, 1);

for (const { id, title } of FINDINGS) {
  test(`${id}: has a folder, a test, a section in docs/verdicts.md, and a page in the fixtures that has it`, () => {
    for (const file of [`units/${id}/index.ts`, `units/${id}/${id}.unit.ts`]) {
      expect(existsSync(fileURLToPath(new URL(file, import.meta.url))), file).toBe(true);
    }
    expect(DOCS).toContain(`\n### ${title}\n\n\`${id}\`: `);
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

test('ids are unique, and are file names', () => {
  const ids = FINDINGS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
