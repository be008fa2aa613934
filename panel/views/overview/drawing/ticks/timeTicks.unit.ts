import { expect, test } from '@playwright/test';
import { clockTime } from '../../../../../core/text/format';
import { timeTicks } from './timeTicks';

test('ticks are round local times, in the span, and no more than wanted', () => {
  const from = new Date(2026, 5, 1, 14, 3, 12, 345).getTime();
  for (const length of [10_000, 60_000, 600_000, 3_600_000, 8 * 3_600_000, 3 * 86_400_000]) {
    for (const most of [2, 5, 12]) {
      const ticks = timeTicks({ from, to: from + length }, most);
      expect(ticks.length).toBeLessThanOrEqual(most + 1);
      expect(ticks.every((at) => at >= from && at <= from + length)).toBe(true);
    }
  }
  expect(timeTicks({ from, to: from + 60_000 }, 6).map(clockTime)).toEqual([
    '14:03:20',
    '14:03:30',
    '14:03:40',
    '14:03:50',
    '14:04:00',
    '14:04:10',
  ]);
});
