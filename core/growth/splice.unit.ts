import { expect, test } from '@playwright/test';
import { growthPerCycle } from './slope';
import { spliceOut } from './splice';

test('good cycles stay as they are', () => {
  expect(spliceOut([10, 20, 30], [true, true, true])).toEqual([10, 20, 30]);
});

test('a rejected cycle takes what it added with it', () => {
  const kept = spliceOut([50, 82, 114, 120, 152, 184], [true, true, true, false, true, true]);
  expect(kept).toEqual([50, 82, 114, 146, 178]);
  expect(growthPerCycle(kept)).toBeCloseTo(32, 9);
});

test('two in a row, and one at the end', () => {
  const good = [true, true, false, false, true, false];
  expect(spliceOut([50, 80, 85, 90, 120, 121], good)).toEqual([50, 80, 110]);
});

test('a rejected first cycle has nothing to take', () => {
  expect(spliceOut([50, 82, 114], [false, true, true])).toEqual([82, 114]);
});

test('a reading that could not be taken stays a gap', () => {
  expect(spliceOut([50, null, 114, 120, 152], [true, true, true, false, true])).toEqual([50, null, 114, 146]);
});
