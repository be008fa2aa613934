import { expect, test } from '@playwright/test';
import { sizeStep } from './sizeTicks';

test('steps are round in a 1024-based unit, and few', () => {
  expect([0, 1, 8, 90, 400, 900, 1500, 3000, 15_000].map((max) => sizeStep(max, 5))).toEqual([
    1, 1, 2, 20, 100, 200, 512, 1024, 5120,
  ]);
  for (let max = 1; max < 1e9; max *= 1.37) expect(max / sizeStep(max, 5)).toBeLessThanOrEqual(5);
});
