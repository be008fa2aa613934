import { expect, test } from '@playwright/test';
import { growthInterval, growthPerCycle } from './slope';

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

test('the interval of the slope', () => {
  // By hand: the line above has y = 0.5 + 0.8 x, residuals -0.3 0.9 -0.9 0.3, their squares sum to
  // 1.8, 2 degrees of freedom, Σ(x - x̄)² = 5: error = √(0.9 / 5) = 0.424, times t = 4.303.
  const interval = growthInterval([9, 1, 3, 2, 4])!;
  expect(interval.low).toBeCloseTo(0.8 - 1.826, 3);
  expect(interval.high).toBeCloseTo(0.8 + 1.826, 3);
});

test('a long run takes its t from beyond the table', () => {
  // Readings 0 1 0 1 …: with 17 degrees of freedom t is 2.110, not the table's last nor the normal 1.96.
  const readings = [0, ...Array.from({ length: 19 }, (_, i) => i % 2)];
  const { low, high } = growthInterval(readings)!;
  const slope = growthPerCycle(readings)!;
  const rest = readings.slice(1).reduce((sum, y, i) => sum + (y - 9 / 19 - slope * (i - 9)) ** 2, 0);
  expect((high - low) / 2 / Math.sqrt(rest / 17 / 570)).toBeCloseTo(2.11, 2);
});

test('two readings have a slope without an interval', () => {
  expect(growthInterval([0, 1, 2])).toBeNull();
});
