import { expect, test } from '@playwright/test';
import type { ArmResult } from '../lib/patches/arm';
import { formatTable } from './table';

const arm: ArmResult = {
  patch: 'none',
  cycles: 20,
  rounds: 1,
  publishes: 20,
  transceivers: 20,
  mLines: 20,
  sdpBytes: 81234,
  cyclesNotIntact: 0,
  cyclesNotReached: 0,
  firstFrameMs: 200,
  kbit5s: null,
  rendererMiB: { start: 71.2, end: 712.6, perCycle: 32.06, method: 'read' },
  interval: { low: 31.9, high: 32.2, of: '95 % of the slope' },
  samples: [],
};

const cells = (arms: ArmResult[]) => {
  const rows = formatTable(arms).split('\n');
  return rows.map((row) => row.split(/ {2,}/));
};

test('a row for each arm, unknown said as such', () => {
  const unread = { start: null, end: null, perCycle: null, method: null };
  const other: ArmResult = { ...arm, patch: 'reuse', transceivers: 1, rendererMiB: unread, interval: null };
  const [head, line, none, reuse] = cells([arm, { ...other, firstFrameMs: null }]);
  expect(head?.slice(0, 3)).toEqual(['Patch', 'Publishes', 'Transceivers']);
  expect(line?.[0]).toMatch(/^─+$/);
  const same = ['20', '81234', '20 of 20'];
  expect(none).toEqual(['none', '20', '20', ...same, '71', '713', '32.1', '31.9 .. 32.2', '200']);
  expect(reuse).toEqual(['reuse', '20', '1', ...same, ...Array(5).fill('unknown')]);
});

test('times and bitrates say how far they are from the first arm’s', () => {
  const [head, , none, slow] = cells([
    { ...arm, kbit5s: 100 },
    { ...arm, firstFrameMs: 230, kbit5s: 95, cyclesNotIntact: 1 },
  ]);
  expect(head?.at(-1)).toBe('kbit/s at 5 s');
  expect(none?.slice(-2)).toEqual(['200', '100']);
  expect(slow?.slice(-2)).toEqual(['230 (+15 %)', '95 (-5 %)']);
  expect(slow).toContain('19 of 20');
});

test('a source without a code has no right picture', () => {
  expect(cells([{ ...arm, cyclesNotIntact: null }])[2]).toContain('no code');
});
