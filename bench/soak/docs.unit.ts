import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { marksOf, PERFORMANCE } from '../lib/docs/block';

test('docs/performance.md has the marks of each part that this command writes', () => {
  const text = readFileSync(PERFORMANCE, 'utf8');
  for (const mark of marksOf({ name: 'soak', writer: 'npm run soak -- --docs' })) {
    expect(text.split(mark), mark).toHaveLength(2);
  }
});
