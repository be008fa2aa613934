import { expect, test } from '@playwright/test';
import type { Tally } from '../../../../protocol/state';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { dataChannelsOpen } from './index';

const T0 = 1_000_000;

function opened(change: Partial<Tally>) {
  const page = new FakePage('doc', T0);
  const tally = { stack: null, made: 200, live: 200, peak: 200, streak: 200, firstAt: T0, lastAt: T0 + 60_000 };
  page.connect().channels = [{ ...tally, ...change }];
  return dataChannelsOpen.find(factsOfPage(page, { now: T0 + 60_000 }));
}

test('channels that one line goes on opening', () => {
  expect(opened({})).toMatchObject([
    {
      state: 'growing',
      count: 200,
      sentence: 'Connection #1: 200 data channels were opened by the far end in 1 min, 200 are not closed.',
    },
  ]);
});

test('opened at one time, or closed again, or few: no finding', () => {
  expect(opened({ streak: 1 })).toEqual([]);
  expect(opened({ live: 1, peak: 2, streak: 0 })).toEqual([]);
  expect(opened({ made: 3, live: 3, peak: 3, streak: 3 })).toEqual([]);
  expect(opened({ live: 0 })).toEqual([]);
});
