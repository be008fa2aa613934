import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { neverUsed } from './index';

const T0 = 1_000_000;

function slots(offers: number, each: number, also?: (page: FakePage) => void) {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  also?.(page);
  for (let i = 0; i < offers; i++) {
    page.wait(5_000);
    for (let k = 0; k < each; k++) page.slot(connection, k % 2 ? 'video' : 'audio', k === each - 1);
  }
  return neverUsed.find(factsOfPage(page));
}

test('two more with each offer', () => {
  expect(slots(6, 2)).toMatchObject([
    {
      state: 'growing',
      count: 12,
      sentence: 'Connection #1: 6 video and 6 audio transceivers were made and never used.',
      culprit: { app: { fn: 'join' } },
    },
  ]);
});

test('also beside a camera that is sent', () => {
  expect(slots(6, 2, (page) => page.publish(page.connections[0]!, { source: 'camera' }))).toMatchObject([
    { count: 12 },
  ]);
});

test('slots made at one time are no finding, unless there are very many', () => {
  expect(slots(1, 6)).toEqual([]);
  expect(slots(1, 60)).toMatchObject([{ state: 'unknown', count: 60 }]);
});

test('slots that are used later are no finding', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  for (let i = 0; i < 6; i++) {
    page.wait(5_000);
    page.startReceiving(page.slot(connection, 'video'));
  }
  expect(neverUsed.find(factsOfPage(page))).toEqual([]);
});
