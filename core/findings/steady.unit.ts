import { expect, test } from '@playwright/test';
import { FINDING_SCENES } from '../fixtures/finding-scenes';
import { findIn } from './index';
import { resultOf } from './result';
import { SteadyFindings } from './steady';

const T0 = Date.UTC(2026, 0, 1);
const channels = FINDING_SCENES['data-channels-open'](T0);
const [finding] = findIn(channels);

/** How often what is shown changes while a finding comes and goes each second, for so many seconds. */
function changesIn(seconds: number, from = T0): number {
  const steady = new SteadyFindings();
  let changes = 0;
  let before: number | null = null;
  for (let i = 0; i < seconds; i++) {
    const { length } = steady.take(i % 2 === 0 ? [finding!] : [], from + i * 1_000);
    if (before !== null && length !== before) changes += 1;
    before = length;
  }
  return changes;
}

test('a finding that comes and goes each second is shown, goes once, and then stays', () => {
  expect(changesIn(10)).toBe(2);
  expect(changesIn(300)).toBe(2);
});

test('one that goes is gone at once; one that came and went stays fifteen seconds more', () => {
  const steady = new SteadyFindings();
  expect(steady.take([finding!], T0)).toEqual([finding]);
  expect(steady.take([], T0 + 1_000)).toEqual([]);
  expect(steady.take([finding!], T0 + 2_000)).toEqual([finding]);
  expect(steady.take([], T0 + 3_000)).toEqual([finding]);
  expect(steady.take([], T0 + 17_000)).toEqual([finding]);
  expect(steady.take([], T0 + 17_001)).toEqual([]);
  // A minute later it is as if it had never been.
  steady.take([], T0 + 80_000);
  steady.take([finding!], T0 + 81_000);
  expect(steady.take([], T0 + 82_000)).toEqual([]);
});

test('counts that change are the same finding, with its last counts', () => {
  const steady = new SteadyFindings();
  for (let i = 0; i < 6; i++) {
    const [shown, ...more] = steady.take(i % 2 === 0 ? [{ ...finding!, count: i }] : [], T0 + i * 1_000);
    expect(more).toEqual([]);
    if (i === 5) expect(shown!.count).toBe(4);
  }
});

test('a clock that jumps holds nothing for longer', () => {
  const steady = new SteadyFindings();
  for (let i = 0; i < 5; i++) steady.take(i % 2 === 0 ? [finding!] : [], T0 + i * 1_000);
  expect(steady.take([], T0 - 3_600_000)).toEqual([]);
  expect(changesIn(20, 0)).toBe(2);
});

test('what is held is in the result, in its order', () => {
  const steady = new SteadyFindings();
  const at = (ms: number, isThere: boolean) => {
    const facts = { ...channels, now: T0 + ms };
    const gone = { ...facts, evidence: { ...facts.evidence, states: new Map() } };
    return resultOf([isThere ? facts : gone], (found) => steady.take(found, T0 + ms));
  };
  for (let i = 0; i < 4; i++) at(i * 1_000, i % 2 === 0);
  expect(at(5_000, false)).toMatchObject({ state: 'growing', headline: { finding: { id: 'data-channels-open' } } });
});
