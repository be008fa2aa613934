import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { marksOf, PERFORMANCE } from '../lib/docs/block';
import { PARTS } from './measure-panel';

test('docs/performance.md has the marks of each part that this command writes', () => {
  const text = readFileSync(PERFORMANCE, 'utf8');
  const blocks = PARTS.map((name) => ({ name, writer: 'npm run bench:panel -- --docs' }));
  for (const mark of blocks.flatMap(marksOf)) expect(text.split(mark), mark).toHaveLength(2);
});
