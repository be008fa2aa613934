import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import type { PublishOptions } from '../../../fixtures/states';
import { sendersAccumulate } from './index';

function published(options: readonly PublishOptions[]) {
  const page = new FakePage('doc', 1_000_000);
  const connection = page.connect();
  for (const each of options) page.wait(5_000).publish(connection, each);
  return { page, find: () => sendersAccumulate.find(factsOfPage(page)) };
}
const microphones = (count: number): PublishOptions[] => Array(count).fill({ kind: 'audio', source: 'microphone' });

test('the same device by the same line, and none is ever taken away', () => {
  expect(published(microphones(5)).find()).toMatchObject([
    {
      state: 'growing',
      count: 5,
      sentence: 'Connection #1: 5 microphones are being sent at once, all of one device and by one line.',
      culprit: { app: { fn: 'async share' } },
    },
  ]);
});

test('two are too few; other devices, and what has no device, are participants', () => {
  expect(published(microphones(2)).find()).toEqual([]);
  const { page, find } = published(microphones(5));
  page.transceivers.forEach(({ track }, i) => {
    track!.label = `Microphone ${i}`;
  });
  expect(find()).toEqual([]);
  expect(published(Array(5).fill({ source: 'canvas' })).find()).toEqual([]);
});

test('what is unpublished before the next is none of it', () => {
  const page = new FakePage('doc', 1_000_000);
  const connection = page.connect();
  for (let i = 0; i < 5; i++) {
    page.wait(5_000);
    const one = page.publish(connection, { source: 'camera' });
    if (i < 4) page.unpublish(one);
  }
  expect(sendersAccumulate.find(factsOfPage(page))).toEqual([]);
});
