import { expect, test } from '@playwright/test';
import type { CaptureTally } from '../../../../protocol/state';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { generatedTracks } from './index';

const T0 = 1_000_000;

function made(change: Partial<CaptureTally>) {
  const tally = { stack: null, made: 6, live: 6, peak: 6, streak: 6, firstAt: T0, lastAt: T0 + 30_000 };
  const captureTallies: CaptureTally[] = [{ ...tally, type: 'canvas', kind: 'video', ...change }];
  return generatedTracks.find(factsOfPage(new FakePage('doc', T0), { now: T0 + 30_000, captureTallies }));
}

test('canvas tracks that one line goes on making', () => {
  expect(made({})).toMatchObject([
    {
      state: 'growing',
      count: 6,
      sentence: '6 canvas tracks were made by one line in 30 s, and 6 of them are still live.',
    },
  ]);
});

test('stopped ones, few, and captures of a device are no finding', () => {
  expect(made({ live: 1, streak: 0 })).toEqual([]);
  expect(made({ made: 2, live: 2, peak: 2, streak: 2 })).toEqual([]);
  expect(made({ type: 'camera' })).toEqual([]);
});
