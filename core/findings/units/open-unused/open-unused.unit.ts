import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { openUnused } from './index';

const T0 = 1_000_000;
const quiet = { lastCallAt: () => null };

test('a connection that is open and not in use, after a minute without a call', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect('failed');
  connection.dataChannels = 0;
  const at = (ms: number) =>
    openUnused.find(factsOfPage(page, { ...quiet, now: T0 + ms })).map(({ sentence }) => sentence);
  expect(at(59_000)).toEqual([]);
  expect(at(240_000)).toEqual(['Connection #1 is open and not in use: no call for 4 min, state failed.']);
  connection.connectionState = 'connected';
  expect(at(90_000)).toEqual([
    'Connection #1 is open and not in use: no transceiver sends or receives, no call for 1 min 30 s, state connected.',
  ]);
  expect(openUnused.find(factsOfPage(page, { now: T0 + 240_000, lastCallAt: () => T0 + 239_000 }))).toEqual([]);
  connection.closedAt = T0 + 1;
  expect(at(240_000)).toEqual([]);
});

test('one that sends, receives or has a data channel is in use', () => {
  const page = new FakePage('doc', T0);
  for (const use of ['send', 'receive', 'channel']) {
    const connection = page.connect();
    connection.dataChannels = use === 'channel' ? 1 : 0;
    if (use === 'send') page.publish(connection);
    if (use === 'receive') page.receive(connection, 'video');
  }
  expect(openUnused.find(factsOfPage(page, { ...quiet, now: T0 + 600_000 }))).toEqual([]);
});

test('several of one line are one finding, which grows while every new one sets a record', () => {
  const page = new FakePage('doc', T0);
  for (let i = 0; i < 5; i++) {
    page.connect(i < 3 ? 'connected' : 'failed').dataChannels = 0;
    page.wait(1_000);
  }
  const [finding, ...rest] = openUnused.find(factsOfPage(page, { ...quiet, now: T0 + 90_000 }));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    state: 'growing',
    count: 5,
    connection: null,
    missing: 'close()',
    sentence: '5 connections are open and not in use: no call for at least 1 min 26 s, 3 connected, 2 failed.',
  });
  for (const each of page.connections.slice(0, 4)) each.closedAt = each.madeAt + 500;
  expect(openUnused.find(factsOfPage(page, { ...quiet, now: T0 + 90_000 }))).toMatchObject([
    { state: 'unknown', count: 1 },
  ]);
});

test('few that one line goes on making are reported after ten seconds, not after a minute', () => {
  const page = new FakePage('doc', T0);
  for (let i = 0; i < 5; i++) page.wait(500).connect('new').dataChannels = 0;
  expect(openUnused.find(factsOfPage(page, { ...quiet, now: T0 + 9_000 }))).toEqual([]);
  expect(openUnused.find(factsOfPage(page, { ...quiet, now: T0 + 15_000 }))).toMatchObject([{ count: 5 }]);
});

test('a data channel that was closed, or whose connection failed, is no excuse', () => {
  const page = new FakePage('doc', T0);
  const channel = { stack: null, made: 1, live: 1, peak: 1, streak: 1, firstAt: T0, lastAt: T0 };
  const connection = page.connect();
  connection.channels = [channel];
  const count = () => openUnused.find(factsOfPage(page, { ...quiet, now: T0 + 120_000 })).length;
  expect(count()).toBe(0);
  connection.connectionState = 'failed';
  expect(count()).toBe(1);
  connection.connectionState = 'connected';
  connection.channels = [{ ...channel, live: 0 }];
  expect(count()).toBe(1);
});

test('connections that carry data alone: many of one line of which none is closed, not a mesh', () => {
  const made = (count: number) => {
    const page = new FakePage('doc', T0);
    for (let i = 0; i < count; i++) page.wait(1_000).connect();
    return openUnused.find(factsOfPage(page, { ...quiet, now: T0 + 120_000 }));
  };
  expect(made(10)).toEqual([]);
  expect(made(40)).toMatchObject([
    {
      state: 'growing',
      count: 40,
      sentence: '40 connections were made by one line in 39 s and none was closed; they carry no media, 40 connected.',
    },
  ]);
});

test('a connection for each share, never closed: found after the third share, with its idle encoders', () => {
  const page = new FakePage('doc', T0);
  const find = () => openUnused.find(factsOfPage(page, { ...quiet, now: page.now }));
  const share = () => {
    // With a data channel that is open, as client libraries make one.
    return page.publish(page.wait(1_000).connect());
  };
  for (let i = 0; i < 3; i++) {
    expect(find()).toEqual([]);
    const transceiver = share();
    page.wait(1_000).unpublish(transceiver);
  }
  expect(find()).toMatchObject([
    {
      state: 'growing',
      count: 3,
      missing: 'close()',
      sentence: '3 connections are open and not in use: each sent before and sends no more, 3 connected.',
    },
  ]);
  expect(find()[0]!.cost.range!.low).toBeGreaterThan(80);
  expect(find()[0]!.cost.formula).toMatch(/open connection.*3 × \(/);
  // The next share sends, and the ones before are still there.
  const fourth = share();
  expect(find()).toMatchObject([{ state: 'growing', count: 3 }]);
  // However many there are: they carried media, as connections with data channels alone did not.
  page.wait(1_000).unpublish(fourth);
  for (let i = 4; i < 20; i++) page.wait(1_000).unpublish(share());
  share();
  expect(find()).toMatchObject([
    {
      count: 20,
      sentence: '20 connections are open and not in use: each sent before and sends no more, 20 connected.',
    },
  ]);
});

test('connections that send at the same time are participants, though all pause later', () => {
  const page = new FakePage('doc', T0);
  const sent = Array.from({ length: 5 }, () => {
    const connection = page.wait(1_000).connect();
    connection.dataChannels = 0;
    return page.publish(connection, { source: 'camera' });
  });
  for (const each of sent) page.unpublish(each);
  expect(openUnused.find(factsOfPage(page, { ...quiet, now: page.now }))).toEqual([]);
});
