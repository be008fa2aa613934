import { expect, test } from '@playwright/test';
import { checkPatches } from './patches';

test('patches are named once each', () => {
  expect(checkPatches('none, stop')).toEqual(['none', 'stop']);
  for (const list of ['', 'none,', 'fast', 'none,none']) expect(() => checkPatches(list)).toThrow(/^--patches lists/);
});
