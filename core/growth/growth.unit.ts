import { expect, test } from '@playwright/test';
import { growthOf } from './growth';

const round = (...readings: (number | null)[]) => ({ start: 50, readings });

test('one round: its slope, and 95 % of it', () => {
  expect(growthOf([round(90, 132, 164, 196)])).toEqual({
    perCycle: 32,
    interval: { low: 32, high: 32, of: '95 % of the slope' },
  });
});

test('several rounds: the mean of their slopes, and how far they lie apart', () => {
  expect(growthOf([round(0, 30, 60), round(0, 33, 66), round()])).toEqual({
    perCycle: 31.5,
    interval: { low: 30, high: 33, of: 'rounds' },
  });
});

test('too few readings: unknown', () => {
  expect(growthOf([round(1, 2)])).toEqual({ perCycle: null, interval: null });
  expect(growthOf([round(null, null, null, null)])).toEqual({ perCycle: null, interval: null });
  expect(growthOf([])).toEqual({ perCycle: null, interval: null });
  expect(growthOf([round(1, 2, 4)])).toEqual({ perCycle: 2, interval: null });
});
