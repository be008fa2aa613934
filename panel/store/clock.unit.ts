import { expect, test } from '@playwright/test';
import { createClock } from './clock';

test('the step follows the time, later than an update, and once for several of them', () => {
  let time = 100_000;
  const later: (() => void)[] = [];
  const clock = createClock(
    () => time,
    () => true,
    (run) => void later.push(run),
  );
  expect(clock.step.value).toBe(100_000);
  const follow = (at: number) => {
    time = at;
    clock.follow(at);
  };
  follow(101_000);
  expect(clock.now.value).toBe(101_000);
  expect(clock.step.value).toBe(100_000);
  follow(102_000);
  follow(106_000);
  expect(later).toHaveLength(1);
  later.pop()!();
  expect(clock.step.value).toBe(110_000);
  follow(109_000);
  follow(110_000);
  expect(later).toHaveLength(0);
  follow(110_001);
  expect(later).toHaveLength(1);
  clock.stop();
});
