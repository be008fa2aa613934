import { expect, test } from '@playwright/test';
import { compare, type Load, takeTurns } from './turns';

const load = (ms: number): Load => ({ passed: ms, thread: ms, process: ms });

test('turns end once the interval is narrow, after each order was taken as often', async () => {
  const order: number[] = [];
  const side = (n: number, ms: number) => async () => {
    order.push(n);
    return load(ms);
  };
  const rounds = await takeTurns(100, [side(0, 101), side(1, 100), side(2, 100)]);
  expect(rounds).toHaveLength(24);
  expect(compare(rounds, 'process', 0).value).toBeCloseTo(1.01);
  expect(compare(rounds, 'thread', 2).value).toBe(1);
  const first = order.filter((_, i) => i % 3 === 0).slice(2 * 1);
  for (const n of [0, 1, 2]) expect(first.filter((each) => each === n)).toHaveLength(8);
});

test('without a narrow interval they go on to the end; what could not be measured is in no round', async () => {
  let n = 0;
  const noisy = async () => load(100 + ((n++ * 37) % 60));
  let calls = 0;
  const failing = async () => (++calls % 5 === 0 ? null : load(100));
  const rounds = await takeTurns(48, [noisy, failing, noisy]);
  expect(calls).toBe(50);
  expect(rounds).toHaveLength(38);
  expect(rounds.flat()).not.toContain(null);
});
