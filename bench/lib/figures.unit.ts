import { expect, test } from '@playwright/test';
import { decided, figure, formatFigure, ratio } from './figures';

test('a ratio is the median of the rounds’, so that a stalled one says nothing, nor a machine that gets slower', () => {
  const { value, spread, noise } = ratio([11, 11, 900, 11, 22], [10, 10, 10, 10, 20]);
  expect(value).toBeCloseTo(1.1);
  expect(spread[0]).toBeCloseTo(1.1);
  expect(noise).toBe(1);
  // Of the medians it would be 15 / 20.
  expect(ratio([10, 15, 40], [10, 20, 40]).value).toBe(1);
});

test('a figure is met up to its goal, and judged by what is shown', () => {
  expect(figure({ name: 'a', value: 1.05, unit: '', goal: 1.05 }).met).toBe(true);
  expect(figure({ name: 'a', value: 1.06, unit: '', goal: 1.05 }).met).toBe(false);
  expect(figure({ name: 'a', value: 1.06, unit: '' }).met).toBe(null);
});

test('the line says whether the goal was met', () => {
  const line = formatFigure(figure({ name: 'load', value: 1.2345, unit: '', goal: 1.02, spread: [1.1, 1.3] }));
  expect(line).toBe('  load: 1.23 (1.1 .. 1.3)  goal ≤ 1.02: NOT MET');
});

test('an interval decides only where it is on one side of the goal', () => {
  const of = (low: number, high: number) =>
    decided({ name: 'load', value: 1.015, unit: '', goal: 1.02, spread: [low, high] });
  expect(of(1.01, 1.02).met).toBe(true);
  expect(of(1.021, 1.03).met).toBe(false);
  expect(of(1.01, 1.03).met).toBeNull();
  expect(formatFigure(of(1.01, 1.03))).toContain('goal ≤ 1.02: not decided');
});
