import { expect, test } from '@playwright/test';
import { medianOfKnown, quantile } from './statistics';

test('quantiles lie between the values', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([4, 1, 2, 3], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
  expect(() => quantile([], 0.5)).toThrow('No values');
});

test('the median of what is known', () => {
  expect(medianOfKnown([9, null, 1, 5])).toBe(5);
  expect(medianOfKnown([4, 1, 10, 2])).toBe(3);
  expect(medianOfKnown([null])).toBeNull();
});
