import { expect, test } from '@playwright/test';
import { inRounds } from './rounds';
import { columnsText, intervalText } from './table';

test('every other round goes the other way round', () => {
  expect(inRounds(['none', 'reuse'], 3).map(({ patch, round }) => `${round} ${patch}`)).toEqual([
    '1 none',
    '1 reuse',
    '2 reuse',
    '2 none',
    '3 none',
    '3 reuse',
  ]);
});

test('columns are as wide as their widest cell', () => {
  expect(
    columnsText([
      ['Patch', 'MiB'],
      ['none', '1234'],
    ]),
  ).toEqual(['Patch   MiB', '───────────', 'none   1234']);
  expect(intervalText({ low: 31.94, high: 32.2 })).toBe('31.9 .. 32.2');
  expect(intervalText(null)).toBe('unknown');
});
