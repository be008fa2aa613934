import { expect, test } from '@playwright/test';
import { type CountChange, countsOf, RECORDS_TO_GROW, Trend, trendOf } from './trend';

const changes = (...counts: number[]): CountChange[] => counts.map((count, i) => ({ at: i * 1_000, count }));

test('grows where each of the last three increases set a record, and what was won is not lost again', () => {
  expect(trendOf(changes(1, 2, 3))).toBe('growing');
  expect(trendOf(changes(2, 1, 3, 2, 4, 3))).toBe('growing');
  expect(trendOf(changes(1, 2, 1, 2, 3, 2, 3, 4, 5))).toBe('unknown');
  expect(trendOf(changes(1, 2, 3, 0))).toBe('unknown');
  expect(trendOf(changes(1, 2))).toBe('unknown');
  expect(trendOf(changes())).toBe('unknown');
  expect(trendOf(changes(1, 0, 1, 0, 1))).toBe('stable');
  expect(trendOf(changes(1, 2, 3, 4, 3, 4, 3, 4))).toBe('stable');
});

test('what one turn of the page made is one increase', () => {
  const burst = countsOf([1, 1, 1, 1, 1].map((from) => ({ from, to: null })));
  expect(trendOf(burst)).toBe('unknown');
  const three = countsOf([1, 1, 100, 100, 200, 201].map((from) => ({ from, to: null })));
  expect(trendOf(three)).toBe('growing');
});

test('in a sequence, things made one after the other, however fast, are several increases; a long burst is one', () => {
  const every = (ms: number, many: number) =>
    countsOf(Array.from({ length: many }, (_, i) => ({ from: 1_000 + i * ms, to: null })));
  expect(trendOf(every(20, 6), true)).toBe('growing');
  expect(trendOf(every(8, 40), true)).toBe('growing');
  expect(trendOf(every(1, 100), true)).toBe('unknown');
  expect(trendOf(every(12, 7))).toBe('unknown');
});

test('a count that set a record at each of its last three increases is never called stable', () => {
  let state = 7;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
  for (let round = 0; round < 3_000; round++) {
    const history: CountChange[] = [];
    let count = 0;
    for (let i = 0; i < 3 + random() * 30; i++) {
      count = Math.max(0, count + (random() < 0.6 ? 1 : -1) * Math.ceil(random() * 3));
      history.push({ at: i * 1_000, count });
    }
    const records: boolean[] = [];
    history.forEach((change, i) => {
      const before = history.slice(0, i).map((change) => change.count);
      if (change.count > (before.at(-1) ?? 0)) records.push(change.count > Math.max(0, ...before));
    });
    const climbs = records.length >= RECORDS_TO_GROW && records.slice(-RECORDS_TO_GROW).every((record) => record);
    if (climbs) expect(trendOf(history), JSON.stringify(history)).not.toBe('stable');
  }
});

test('an occasion that is served without another one ends the growth', () => {
  const trend = new Trend();
  for (const [i, count] of [1, 2, 3].entries()) trend.add(i * 1_000, count, true);
  expect(trend.state).toBe('growing');
  trend.add(9_000, 3, true);
  expect(trend.state).toBe('stable');
});

test('reading the state between two changes of one turn changes nothing', () => {
  const turns = [[2, 1], [2], [3], [3, 4]];
  const read = new Trend();
  const unread = new Trend();
  for (const [turn, counts] of turns.entries()) {
    for (const count of counts) {
      read.add(turn * 1_000, count);
      void read.state;
      unread.add(turn * 1_000, count);
    }
  }
  expect(unread.state).toBe('growing');
  expect(read.state).toBe('growing');
});
