import { expect, test } from '@playwright/test';
import type { CaptureState } from '../../../protocol/state';
import { FakePage } from '../../fixtures/page';
import { Steps } from '../../fixtures/steps';
import type { NoteEvidence } from './note';
import { notesOf } from './notes';

const T0 = 1_000_000;

function evidence(page: FakePage, change: Partial<NoteEvidence> = {}): NoteEvidence {
  return {
    ...new Steps().evidence(),
    steps: page.log.filter((entry) => entry.type === 'state'),
    states: new Map(page.connections.map((each) => [each.id, each])),
    transceivers: new Map(page.transceivers.map((each) => [each.id, each])),
    ended: (id) => page.connections.find((each) => each.id === id)?.closedAt != null,
    now: page.now,
    captures: [],
    lastCallAt: () => null,
    ...change,
  };
}

function capture(change: Partial<CaptureState> = {}): CaptureState {
  const source = { type: 'camera' as const, call: 'getUserMedia', stack: null, at: T0 };
  return { track: 1, kind: 'video', source, unsentSince: T0, ...change };
}

test('a connection that is open and not in use, after a minute without a call', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect('failed');
  connection.dataChannels = 0;
  const at = (ms: number) => notesOf(evidence(page, { now: T0 + ms })).map(({ sentence }) => sentence);
  expect(at(59_000)).toEqual([]);
  expect(at(240_000)).toEqual(['Connection #1 is open and not in use: no call for 4 min, state failed.']);
  connection.connectionState = 'connected';
  expect(at(90_000)).toEqual([
    'Connection #1 is open and not in use: no transceiver sends or receives, no call for 90 s, state connected.',
  ]);
  expect(notesOf(evidence(page, { now: T0 + 240_000, lastCallAt: () => T0 + 239_000 }))).toEqual([]);
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
  expect(notesOf(evidence(page, { now: T0 + 600_000 }))).toEqual([]);
});

test('captures that are live and unsent for more than ten seconds, by what captured them', () => {
  const page = new FakePage('doc', T0);
  const told = (ms: number, ...captures: CaptureState[]) =>
    notesOf(evidence(page, { now: T0 + ms, captures })).map(({ sentence }) => sentence);
  expect(told(10_000, capture())).toEqual([]);
  expect(told(12_000, capture())).toEqual(['1 camera capture is live and not sent for 12 s.']);
  expect(told(60_000, capture({ unsentSince: null }))).toEqual([]);
  expect(told(60_000, capture(), capture({ track: 2, unsentSince: T0 + 20_000 }))).toEqual([
    '2 camera captures are live and not sent, each for at least 40 s.',
  ]);
});

test('receivers that pile up with each remote publish', () => {
  const steps = new Steps();
  for (let i = 0; i < 5; i++) {
    const one = steps.make(1, 'video', 'recvonly');
    steps.receive(one);
    if (i < 4) steps.receive(one, false);
  }
  const [note] = notesOf(evidence(new FakePage('doc', T0), { steps: steps.list }));
  expect(note).toMatchObject({
    code: 'receivers-piling-up',
    sentence: 'Connection #1: 5 remote video publishes made 5 transceivers here, 4 of which no longer receive.',
  });
});
