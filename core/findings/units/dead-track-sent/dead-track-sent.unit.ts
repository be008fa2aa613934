import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { deadTrackSent } from './index';

const T0 = 1_000_000;

function shared() {
  const page = new FakePage('doc', T0);
  return { page, transceiver: page.publish(page.connect(), { source: 'screen' }) };
}

test('a track that had ended when it was published', () => {
  const { page, transceiver } = shared();
  expect(deadTrackSent.find(factsOfPage(page))).toEqual([]);
  transceiver.track!.readyState = 'ended';
  // Published live, and ended since: idle, which is another finding.
  expect(deadTrackSent.find(factsOfPage(page))).toEqual([]);
  transceiver.endedGiven = { count: 1, stack: transceiver.madeStack, at: T0 + 5 };
  expect(deadTrackSent.find(factsOfPage(page))).toMatchObject([
    {
      sentence: 'Connection #1: 1 screen was published with a track that had ended.',
      advice: expect.stringContaining('sees black'),
      since: T0 + 5,
      culprit: { app: { fn: 'async share' } },
    },
  ]);
  transceiver.track = null;
  expect(deadTrackSent.find(factsOfPage(page))).toEqual([]);
});

test('a source that has been muted for more than ten seconds', () => {
  const { page, transceiver } = shared();
  transceiver.track!.mutedSince = T0;
  const at = (ms: number) => deadTrackSent.find(factsOfPage(page, { now: T0 + ms })).map(({ sentence }) => sentence);
  expect(at(9_000)).toEqual([]);
  expect(at(30_000)).toEqual(['Connection #1: 1 screen is published and has been muted by its source for 30 s.']);
});

test('what was given a track that had ended more than once, also where it has none any more', () => {
  const { page, transceiver } = shared();
  transceiver.track = null;
  transceiver.endedGiven = { count: 2, stack: transceiver.madeStack, at: T0 + 5 };
  expect(deadTrackSent.find(factsOfPage(page))).toMatchObject([
    { count: 2, sentence: 'Connection #1: 2 screens were published with tracks that had ended.' },
  ]);
});

test('a track that ended while it was sent, and that the page leaves on its sender', () => {
  const { page, transceiver } = shared();
  Object.assign(transceiver, { phase: 'idle', idleSince: T0 });
  transceiver.track!.readyState = 'ended';
  const at = (ms: number) => deadTrackSent.find(factsOfPage(page, { now: T0 + ms })).map(({ sentence }) => sentence);
  expect(at(9_000)).toEqual([]);
  expect(at(20_000)).toEqual(['Connection #1: the track of 1 screen has ended, and its sender still has it.']);
  transceiver.direction = 'inactive';
  expect(at(20_000)).toEqual([]);
});
