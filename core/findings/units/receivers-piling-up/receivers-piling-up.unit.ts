import { expect, test } from '@playwright/test';
import { PARTS } from '../../../estimate/coefficients/parts';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { Steps } from '../../../fixtures/steps';
import { receiversPilingUp } from './index';

const { video } = PARTS.chromium.receiver;

function received(times: number, also?: (steps: Steps) => void) {
  const steps = new Steps();
  also?.(steps);
  for (let i = 0; i < times; i++) {
    const one = steps.make(1, 'video', 'recvonly');
    steps.receive(one);
    if (i < times - 1) steps.receive(one, false);
  }
  return receiversPilingUp.find(factsOfPage(new FakePage('doc', 1_000_000), { steps: steps.list }));
}

test('receivers that pile up with each remote publish', () => {
  expect(received(5)).toMatchObject([
    {
      state: 'growing',
      count: 4,
      sentence: 'Connection #1: 5 remote video publishes made 5 transceivers here, 4 of which no longer receive.',
      cost: { range: { low: 4 * video.low, high: 4 * video.high } },
    },
  ]);
});

test('also on a connection that itself sends that kind', () => {
  expect(received(5, (steps) => steps.publish())).toMatchObject([{ state: 'growing', count: 4 }]);
});

test('what receives and also sends is no dead receiver', () => {
  const steps = new Steps();
  for (let i = 0; i < 5; i++) {
    const one = steps.publish();
    steps.receive(one);
    steps.receive(one, false);
  }
  expect(receiversPilingUp.find(factsOfPage(new FakePage('doc', 1_000_000), { steps: steps.list }))).toEqual([]);
});
