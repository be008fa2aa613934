import { expect, test } from '@playwright/test';
import { type MeasuredCycle, type MeasuredRound, summarize } from './arm';

interface Seen {
  mib: number;
  intact?: boolean | null;
  firstFrameMs?: number;
  kbit5s?: number;
}

const cycleOf = ({ mib, intact = true, firstFrameMs = 100, kbit5s }: Seen) =>
  ({
    mib,
    kbit5s: kbit5s ?? null,
    report: { intact, firstFrameMs, reachedSize: true, negotiationMs: 9 },
  }) as MeasuredCycle;

const roundOf = (seen: Seen[]) =>
  ({
    settings: {},
    start: 50,
    method: 'read',
    cycles: seen.map(cycleOf),
    state: { publishes: seen.length, transceivers: 2, mLines: 3, sdpBytes: 4 },
  }) as MeasuredRound;

/** Grows by `step` a cycle after a first that costs more. */
const growing = (step: number) => roundOf([1, 2, 3, 4].map((i) => ({ mib: 70 + i * step })));

test('one round: its slope and the slope’s interval', () => {
  const arm = summarize('reuse', [growing(2)]);
  expect(arm).toMatchObject({
    patch: 'reuse',
    cycles: 4,
    rounds: 1,
    publishes: 4,
    transceivers: 2,
    cyclesNotIntact: 0,
  });
  expect(arm.rendererMiB).toEqual({ start: 50, end: 78, perCycle: 2, method: 'read' });
  expect(arm.interval).toEqual({ low: 2, high: 2, of: '95 % of the slope' });
  expect(arm.samples[0]!.rendererMiB.readings).toEqual([72, 74, 76, 78]);
});

test('several rounds: the mean of their slopes, and how far they lie apart', () => {
  const arm = summarize('none', [growing(30), growing(33)]);
  expect(arm.rendererMiB.perCycle).toBe(31.5);
  expect(arm.interval).toEqual({ low: 30, high: 33, of: 'rounds' });
  expect(arm.samples).toHaveLength(2);
});

test('a picture not seen counts once any cycle showed a code', () => {
  const seen = (intact: (boolean | null)[]) => [roundOf(intact.map((one) => ({ mib: 1, intact: one })))];
  expect(summarize('none', seen([true, false, null])).cyclesNotIntact).toBe(2);
  expect(summarize('none', seen([null, null])).cyclesNotIntact).toBeNull();
});

test('medians leave out the first cycle’s first frame and what was not measured', () => {
  const times = [900, 100, 130, 110].map((firstFrameMs, i) => ({
    mib: 1,
    firstFrameMs,
    ...(i > 1 && { kbit5s: 80 + i }),
  }));
  expect(summarize('none', [roundOf(times)])).toMatchObject({ firstFrameMs: 110, kbit5s: 83 });
  expect(summarize('none', [growing(1)]).kbit5s).toBeNull();
});

test('memory that cannot be read is unknown', () => {
  const round = growing(1);
  const unread = {
    ...round,
    start: null,
    method: null,
    cycles: round.cycles.map((cycle) => ({ ...cycle, mib: null })),
  };
  const arm = summarize('none', [unread, unread]);
  expect(arm.rendererMiB).toEqual({ start: null, end: null, perCycle: null, method: null });
  expect(arm.interval).toBeNull();
});
