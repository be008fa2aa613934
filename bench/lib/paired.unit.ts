import { expect, test } from '@playwright/test';
import { pairedRatio } from './paired';

/** Evenly spread numbers from 0 to 1, the same in each run (Park and Miller). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('rounds in which one side was held up say nothing', () => {
  const theirs = Array.from({ length: 20 }, (_, i) => 100 + (i % 5));
  const ours = theirs.map((value, i) => (i % 7 === 0 ? value * 3 : value * 1.01));
  const { value, low, high } = pairedRatio(ours, theirs);
  expect(value).toBeCloseTo(1.01, 5);
  expect(low).toBeCloseTo(1.01, 5);
  expect(high).toBeCloseTo(1.01, 5);
});

test('a drift of the machine over the rounds is in both sides, and so in neither', () => {
  const theirs = Array.from({ length: 40 }, (_, i) => 50 + 5 * i);
  expect(
    pairedRatio(
      theirs.map((value) => value * 1.02),
      theirs,
    ).value,
  ).toBeCloseTo(1.02, 8);
});

test('19 of 20 intervals hold the ratio, also where a tenth of the rounds is far off', () => {
  const next = numbers(7);
  // A sum of uniform numbers is near enough to a bell.
  const noise = () => 1 + 0.02 * (next() + next() + next() + next() - 2) + (next() < 0.1 ? next() / 3 : 0);
  const around = (center: number) => Array.from({ length: 60 }, () => center * noise());
  let held = 0;
  for (let i = 0; i < 400; i++) {
    const { low, high } = pairedRatio(around(1.02), around(1));
    if (low <= 1.02 && 1.02 <= high) held++;
  }
  expect(held).toBeGreaterThan(400 * 0.92);
  expect(held).toBeLessThan(400 * 0.985);
});

test('too few rounds are no measurement', () => {
  expect(() => pairedRatio([1, 1, 1, 1], [1, 1, 1, 1])).toThrow('too few');
});
