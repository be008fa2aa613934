import { expect, test } from '@playwright/test';
import { PATTERN_TEXTS, type Pattern, patternText } from './pattern';

test('what Reuse hands back is no pool, no pause and no reuse of the page’s', () => {
  for (const pattern of ['reuse', 'pool', 'pause-resume'] as const) {
    expect(patternText(pattern, 'reuse', true)).toBe('The patch hands idle transceivers back.');
    // The patch is on, and what happened was the page's own doing.
    expect(patternText(pattern, 'reuse', false)).toBe(PATTERN_TEXTS[pattern]);
    expect(patternText(pattern, 'none', false)).toBe(PATTERN_TEXTS[pattern]);
  }
  expect(patternText('recycled', 'stop', false)).toBe('The patch stops old transceivers.');
  const others: Pattern[] = ['in-use', 'participants', 'receive-slots'];
  for (const pattern of others) expect(patternText(pattern, 'stop', true)).toBe(PATTERN_TEXTS[pattern]);
});
