import { expect, test } from '@playwright/test';
import { framePlace } from '../callsite/stack';
import { FakePage } from '../fixtures/page';
import { allClosed, reuseOn, shareRepeatedly, twenty } from '../fixtures/scenes';
import { FACTS } from './evidence';
import { type Evidence, judge, verdictText } from './verdict';

function evidence(page: FakePage, change: Partial<Evidence> = {}): Evidence {
  const stacks = new Map(page.stacks);
  return {
    document: page.id,
    nameOf: (connection) => `#${connection}`,
    steps: page.log.filter((entry) => entry.type === 'state'),
    connections: null,
    states: new Map(page.connections.map((connection) => [connection.id, connection])),
    transceivers: new Map(page.transceivers.map((transceiver) => [transceiver.id, transceiver])),
    stackOf: (index) => stacks.get(index),
    patch: page.patch,
    switchedAt: page.patchSince,
    since: 0,
    incomplete: false,
    knows: FACTS,
    ended: (id) => page.connections.find((connection) => connection.id === id)?.closedAt != null,
    ...change,
  };
}

const T0 = Date.UTC(2026, 0, 1);
const page = () => new FakePage('doc', T0).wait(1000);

test('twenty screen shares that each add one: growing, with exact counts, cost and the app’s line', () => {
  const verdict = judge([evidence(twenty(T0))]);
  expect(verdict.state).toBe('growing');
  expect(verdict.sentence).toBe('20 screen shares made 20 transceivers, 19 idle, none removed.');
  expect(verdictText(verdict)).toMatch(
    /^Growing: 20 screen shares made 20 transceivers, 19 idle, none removed\. Idle encoders ≈ 1\.\d GB \(estimate\)\.$/,
  );
  expect(framePlace(verdict.primary!.culprit.app!)).toBe('share() app-4f2c81.js:214:9');
  expect(verdict.primary!.culprit.sdk?.sdk).toBe('livekit-client');
});

test('where the publishing call’s stack names a library alone, the capture names the app', () => {
  const shared = twenty(T0);
  const stacks = [
    '    at PCTransport.addTransceiver (https://app.example/livekit-client.esm.mjs:9:1)',
    '    at share (https://app.example/app.js:7:3)',
  ];
  const at = (madeStack: number, captureStack: number | null) => {
    const transceivers = new Map(
      shared.transceivers.map((transceiver) => [transceiver.id, { ...transceiver, madeStack, captureStack }]),
    );
    return judge([evidence(shared, { transceivers, stackOf: (index) => stacks[index] })]).primary!.culprit;
  };
  const { app, sdk, captured } = at(0, 1);
  expect([framePlace(app!), sdk?.sdk, captured]).toEqual(['share() app.js:7:3', 'livekit-client', true]);
  expect(at(0, null)).toMatchObject({ app: null, sdk: { sdk: 'livekit-client' } });
  expect(at(1, 1).captured).toBeUndefined();
});

test('growth begins at the third publish, not before', () => {
  const states = [1, 2, 3, 4].map((times) => {
    const shared = page();
    shareRepeatedly(shared, shared.connect(), times);
    return judge([evidence(shared)]).state;
  });
  expect(states).toEqual(['unknown', 'unknown', 'growing', 'growing']);
});

test('nothing published', () => {
  const quiet = page();
  quiet.receive(quiet.connect(), 'video');
  expect(judge([evidence(quiet)])).toMatchObject({
    state: 'unknown',
    sentence: 'Nothing is published here; 1 transceiver receives.',
  });
  expect(judge([])).toMatchObject({ state: 'unknown', primary: null });
});

test('many participants that join in turn and all send: counted, and not called stable', () => {
  const busy = page();
  const connection = busy.connect();
  for (let i = 0; i < 25; i++) busy.publish(connection, { source: 'camera' });
  expect(judge([evidence(busy)])).toMatchObject({ state: 'unknown', sentence: '25 camera publishes, all 25 sending.' });
});

test('with the patch on, publishes reuse: stable, and what was left before is named', () => {
  const verdict = judge([evidence(reuseOn(T0))]);
  expect(verdict.state).toBe('stable');
  expect(verdict.sentence).toBe('12 screen shares with Reuse on made no new transceiver, 7 idle.');
  expect(verdict.primary?.because).toBe('The patch hands idle transceivers back.');
});

test('right after the switch there is not enough data', () => {
  const switched = twenty(T0);
  switched.switchPatch('reuse');
  expect(judge([evidence(switched)])).toMatchObject({
    state: 'unknown',
    sentence: 'No screen share yet with Reuse on (1 sending, 19 idle from before).',
  });
});

test('the page pauses and resumes one: stable', () => {
  const pausing = page();
  const sender = pausing.publish(pausing.connect(), { source: 'camera' });
  for (let i = 0; i < 5; i++) {
    pausing.wait(1000).unpublish(sender);
    sender.phase = 'sending';
    pausing.log.push({
      ...(pausing.log.findLast((e) => e.type === 'state') as any),
      why: 'published',
      phase: 'sending',
      source: 'camera',
    });
  }
  expect(judge([evidence(pausing)])).toMatchObject({
    state: 'stable',
    sentence: '6 camera publishes made 1 transceiver.',
  });
});

test('the page stops the old one when it publishes again: stable', () => {
  const stopping = page();
  const connection = stopping.connect();
  let last = stopping.publish(connection);
  for (let i = 0; i < 6; i++) {
    stopping.wait(1000).unpublish(last);
    const next = stopping.publish(connection);
    stopping.stop(last);
    last = next;
  }
  const verdict = judge([evidence(stopping)]);
  expect(verdict).toMatchObject({
    state: 'stable',
    sentence: '7 screen shares made 7 transceivers, 0 idle, 6 removed.',
  });
});

test('a camera that stays on does not hide that screen shares grow', () => {
  const both = page();
  const connection = both.connect();
  both.publish(connection, { source: 'camera' });
  shareRepeatedly(both, connection, 5);
  expect(judge([evidence(both)]).sentence).toBe('5 screen shares made 5 transceivers, 4 idle, none removed.');
});

test('Clear view counts from there; a shortened log says "at least"', () => {
  const cleared = twenty(T0);
  expect(judge([evidence(cleared, { since: T0 })])).toMatchObject({ state: 'unknown' });
  expect(judge([evidence(cleared, { incomplete: true })]).sentence).toMatch(/^at least 20 screen shares/);
});

test('only the selected connections are judged', () => {
  const page = twenty(T0);
  expect(judge([evidence(page, { connections: new Set([1]) })]).primary).toBeNull();
  expect(judge([evidence(page, { connections: new Set([2]) })]).state).toBe('growing');
});

test('what is closed grew until it ended, holds nothing, and stands behind what is open', () => {
  const closed = allClosed(T0);
  const verdict = judge([evidence(closed)]);
  expect(verdictText(verdict)).toBe('Grew until it ended: 6 screen shares made 6 transceivers, 5 idle, none removed.');
  expect(verdict.idleEstimate.senders).toBe(0);
  const open = page();
  shareRepeatedly(open, open.connect(), 1);
  expect(judge([evidence(closed), evidence(open)]).primary?.ended).toBe(false);
});

test('several growing documents: the worst is named, the others counted', () => {
  const smaller = page();
  shareRepeatedly(smaller, smaller.connect(), 6);
  const verdict = judge([evidence(smaller), evidence(twenty(T0))]);
  expect(verdict.sentence).toBe('20 screen shares made 20 transceivers, 19 idle, none removed (and 1 more growing).');
});

test('“not enough data” only where more of the same settles it, and then how many more', () => {
  const say = (play: (page: FakePage, connection: ReturnType<FakePage['connect']>) => void) => {
    const own = page();
    play(own, own.connect());
    const { sentence, primary } = judge([evidence(own)]);
    return `${sentence} ${primary?.because ?? ''}`.trim();
  };
  expect(say((own, connection) => own.unpublish(own.publish(connection)))).toBe(
    'Not enough data: 1 screen share, 1 transceiver (0 sending, 1 idle). Needs 2 more screen shares. A verdict needs 3 publishes: 2 more screen shares.',
  );
  // A camera that stays on is no half of an experiment.
  expect(say((own, connection) => void own.publish(connection, { source: 'camera' }))).toBe(
    '1 camera publish, 1 sending. Nothing has been unpublished. Needs 2 more camera publishes.',
  );
  const over = say((own, connection) => {
    own.unpublish(own.publish(connection));
    own.close(connection);
  });
  expect(over).toMatch(
    /^1 screen share, 1 transceiver \(.* until the end\)\. It ended after fewer than 3 publishes\.$/,
  );
});

test('a page that only receives: what it receives, in the right number', () => {
  const listener = page();
  const connection = listener.connect();
  const say = () => verdictText(judge([evidence(listener)]));
  expect(say()).toBe('Nothing is published here.');
  const first = listener.receive(connection, 'audio');
  expect(say()).toBe('Nothing is published here; 1 transceiver receives.');
  for (let i = 0; i < 7; i++) listener.receive(connection, 'video');
  listener.endReceiving(first);
  expect(say()).toBe('Nothing is published here; 7 of 8 transceivers receive.');
  listener.close(connection);
  expect(say()).toMatch(/othing was published here\.$/);
});
