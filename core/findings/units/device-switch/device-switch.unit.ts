import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { deviceSwitch } from './index';

test('removeTrack() and addTrack() in one turn, again and again: replaceTrack() is the way', () => {
  const page = new FakePage('doc', 1_000_000);
  let last = page.publish(page.connect(), { source: 'camera' });
  const found = [1, 2, 3].map(() => {
    page.wait(5_000);
    last = page.switchDevice(last);
    return deviceSwitch.find(factsOfPage(page));
  });
  expect(found[0]).toEqual([]);
  expect(found[2]).toMatchObject([
    {
      count: 3,
      state: 'growing',
      missing: 'replaceTrack()',
      sentence:
        'Connection #1: the page switched a camera 3 times by removeTrack() and addTrack(), and each switch added a transceiver.',
    },
  ]);
});

test('a share that begins some time after the last one ended is no switch', () => {
  const page = new FakePage('doc', 1_000_000);
  const connection = page.connect();
  for (let i = 0; i < 4; i++) {
    page.wait(5_000);
    page.unpublish(page.publish(connection));
  }
  expect(deviceSwitch.find(factsOfPage(page))).toEqual([]);
});
