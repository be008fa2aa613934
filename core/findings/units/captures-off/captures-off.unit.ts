import { expect, test } from '@playwright/test';
import type { CaptureState } from '../../../../protocol/state';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { capturesOff } from './index';

const T0 = 1_000_000;

function off(change: Partial<CaptureState> = {}) {
  const source = { type: 'camera' as const, call: 'getUserMedia', stack: null, at: T0 };
  const capture = { track: 1, kind: 'video' as const, source, unsentSince: null, disabledSince: T0, ...change };
  return capturesOff.find(factsOfPage(new FakePage('doc', T0), { now: T0 + 90_000, captures: [capture] }));
}

test('a camera that is off and still held', () => {
  expect(off()).toMatchObject([
    {
      count: 1,
      sentence: '1 camera has been off (enabled = false) for 1 min 30 s and is still captured.',
      missing: 'stop() of the track',
    },
  ]);
});

test('one that is on, or off for a short time, and a microphone, which is muted like that as a rule', () => {
  expect(off({ disabledSince: null })).toEqual([]);
  expect(off({ disabledSince: T0 + 60_000 })).toEqual([]);
  const source = { type: 'microphone' as const, call: 'getUserMedia', stack: null, at: T0 };
  expect(off({ kind: 'audio', source })).toEqual([]);
});
