import { expect, test } from '@playwright/test';
import { growthPerCycle } from './slope';

test('a straight line has its slope, whatever the first cycle cost', () => {
  expect(growthPerCycle([500, 132, 164, 196, 228])).toBeCloseTo(32, 9);
});

test('the line lies between scattered readings', () => {
  // By hand: x 1..4, y 1 3 2 4, slope = (Σxy - n·x̄·ȳ) / (Σx² - n·x̄²) = (29 - 25) / (30 - 25).
  expect(growthPerCycle([9, 1, 3, 2, 4])).toBeCloseTo(0.8, 9);
});

test('a cycle without a reading is a gap, not a zero', () => {
  expect(growthPerCycle([0, 10, null, 30, 40])).toBeCloseTo(10, 9);
});

test('too few readings give no slope', () => {
  expect(growthPerCycle([])).toBeNull();
  expect(growthPerCycle([1, 2])).toBeNull();
  expect(growthPerCycle([null, null, null])).toBeNull();
});
