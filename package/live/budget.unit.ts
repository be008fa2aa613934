import { expect, test } from '@playwright/test';
import type { Connection } from '../types/inspection';
import { overBudget } from './budget';

const connection = (id: string, idle: number, mLines: number | null = 3): Connection => ({
  ...{ id, publishes: 3, idle: { audio: 0, video: idle }, transceivers: { audio: 1, video: idle }, mLines },
  ...{ deadReceivers: { audio: 0, video: 0 }, deadReceiversMib: { low: 0, high: 0 } },
  ...{ sdpBytes: 4_000, verdict: 'growing', pattern: null, reasons: [] },
});

test('what any one connection has too many of, a sentence each', () => {
  const both = [connection('1', 3), connection('2', 1)];
  expect(overBudget(both, { idle: 1 })).toEqual(['Connection #1 has 3 idle transceivers, at most 1 are allowed.']);
  expect(overBudget(both, { transceivers: 3, sdpBytes: 3_999 })).toEqual([
    'Connection #1 has 4 transceivers, at most 3 are allowed.',
    'Connection #1 has 4000 bytes of SDP, at most 3999 are allowed.',
    'Connection #2 has 4000 bytes of SDP, at most 3999 are allowed.',
  ]);
  expect(overBudget(both, { idle: 3, mLines: 3 })).toEqual([]);
});

test('what is not known is over every budget, never within', () => {
  expect(overBudget([connection('1', 0, null)], { mLines: 100 })).toEqual([
    'Connection #1: m-lines are not known, at most 100 are allowed.',
  ]);
});

test('a budget that says nothing', () => {
  expect(() => overBudget([], {})).toThrow('Which budget? At least one of transceivers, idle, mLines, sdpBytes.');
  expect(() => overBudget([], { senders: 1 } as never)).toThrow('not of "senders".');
  expect(() => overBudget([], { idle: -1 })).toThrow('is a number from 0 on, not -1.');
  expect(() => overBudget([], { idle: Number.NaN })).toThrow('not NaN.');
});
