import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { findIn } from '../../index';
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
      recipes: [{ code: expect.stringContaining('getDisplayMedia(') }],
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

test('an ended track that is published again and again, each time on a new sender, grows', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  const found = () => deadTrackSent.find(factsOfPage(page)).map(({ state, count }) => [state, count]);
  for (let i = 0; i < 3; i++) {
    const one = page.wait(1_000).publish(connection, { source: 'screen' });
    Object.assign(one, { phase: 'idle', track: null, endedGiven: { count: 1, stack: one.madeStack, at: page.now } });
    if (i === 1) expect(found()).toEqual([['unknown', 2]]);
  }
  expect(found()).toEqual([['growing', 3]]);
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

/** Cameras that are published one after the other; each ends, as an unplugged one does, and stays on its sender. */
function unplugged(count: number) {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  connection.dataChannels = 0;
  for (let i = 0; i < count; i++) {
    const one = page.wait(1_000).publish(connection, { source: 'camera' });
    const track = { ...one.track!, readyState: 'ended' as const };
    page.wait(1_000).unpublish(one);
    Object.assign(one, { track, released: false, direction: 'sendonly', currentDirection: 'sendonly', phase: 'idle' });
  }
  return (now: number) => findIn(factsOfPage(page, { now })).map(({ id, count }) => [id, count]);
}

test('an unplugged camera is told as black at the far end, however long ago, and however many pile up', () => {
  const one = unplugged(1);
  expect(one(T0 + 60_000)).toEqual([['dead-track-sent', 1]]);
  // Long after, nothing else is in use on its connection: one finding says so, not none.
  expect(one(T0 + 3_600_000)).toEqual([['dead-track-sent', 1]]);
  expect(unplugged(4)(T0 + 60_000)).toEqual([
    ['idle-senders', 4],
    ['dead-track-sent', 4],
  ]);
});
