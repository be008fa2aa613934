import { expect, test } from '@playwright/test';
import { growth } from './heaps';

test('growth is a minute’s, of the second half', () => {
  // Fills up for ten readings, then grows by 0.1 a reading, six readings a minute.
  const readings = Array.from({ length: 20 }, (_, i) => (i < 10 ? i * 5 : 50 + i * 0.1));
  expect(growth(readings, 6)!.slope).toBeCloseTo(0.6);
  expect(growth(readings, 6)!.low).toBeCloseTo(0.6);
});

test('too few readings say nothing', () => {
  expect(growth([1, 2, 3], 6)).toBe(null);
});
