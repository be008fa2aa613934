import { expect, test } from '@playwright/test';
import { percentile } from '../../../core/lists/statistics';
import { errorOf, fitPoints, predict } from './fit';

test('points on a line give the line back, layers and all', () => {
  const line = { constant: 1.9, perMpx: 42.6 };
  const sizes = [[0.2304], [0.9216], [2.0736], [0.9216, 0.2304, 0.0576]];
  const points = sizes.map((mpx) => ({ mpx, mib: predict(line, mpx) }));
  const fitted = fitPoints(points);
  expect(fitted.constant).toBeCloseTo(1.9, 6);
  expect(fitted.perMpx).toBeCloseTo(42.6, 6);
  expect(predict(fitted, [0.9216, 0.2304, 0.0576])).toBeCloseTo(3 * 1.9 + 42.6 * 1.2096, 6);
});

test('relative errors count: a large cell does not decide alone', () => {
  // By hand for a line through zero (the constant comes out negative): perMpx = Σ(x/y) / Σ(x/y)².
  const { constant, perMpx } = fitPoints([
    { mpx: [1], mib: 10 },
    { mpx: [10], mib: 120 },
  ]);
  expect(constant).toBe(0);
  expect(perMpx).toBeCloseTo((0.1 + 10 / 120) / (0.1 ** 2 + (10 / 120) ** 2), 9);
});

test('two points have no error left', () => {
  const points = [
    { mpx: [1], mib: 40 },
    { mpx: [4], mib: 130 },
  ];
  const fitted = fitPoints(points);
  expect(fitted.constant).toBeCloseTo(10, 9);
  expect(fitted.perMpx).toBeCloseTo(30, 9);
});

test('what cannot be fitted is refused', () => {
  const one = { mpx: [1], mib: 40 };
  expect(() => fitPoints([])).toThrow(RangeError);
  expect(() => fitPoints([one])).toThrow('two different sizes');
  expect(() => fitPoints([one, one])).toThrow('two different sizes');
  expect(() => fitPoints([one, { mpx: [2], mib: 0 }])).toThrow('holds nothing');
  expect(() => fitPoints([one, { mpx: [2], mib: Number.NaN }])).toThrow('holds nothing');
});

test('errors and quantiles', () => {
  expect(errorOf(110, 100)).toBeCloseTo(0.1, 9);
  expect(errorOf(90, 100)).toBeCloseTo(-0.1, 9);
  const ten = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
  expect(percentile(ten, 0.5)).toBe(5);
  expect(percentile(ten, 0.9)).toBe(9);
  expect(percentile([7], 0.9)).toBe(7);
  expect(percentile([], 0.5)).toBeNull();
});
