import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { marksOf, PERFORMANCE } from '../lib/docs/block';
import { PARTS, PARTS_IN_FIREFOX } from './parts';

test('docs/performance.md has the marks of each part that this command writes', () => {
  const text = readFileSync(PERFORMANCE, 'utf8');
  const blocks = [
    ...PARTS.map((name) => ({ name, writer: 'npm run bench:overhead -- --docs' })),
    ...PARTS_IN_FIREFOX.map((part) => ({
      name: `${part} in Firefox`,
      writer: 'npm run bench:overhead -- --browser firefox --docs',
    })),
  ];
  for (const mark of blocks.flatMap(marksOf)) expect(text.split(mark), mark).toHaveLength(2);
});
