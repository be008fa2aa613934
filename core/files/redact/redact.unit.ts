import { expect, test } from '@playwright/test';
import { sdkVersionOf } from '../../callsite/sdk';
import { culpritOf, parseStack } from '../../callsite/stack';
import { recordingOf } from '../../fixtures/recordings';
import { twenty } from '../../fixtures/scenes';
import { connectionVerdicts } from '../../verdict/connection';
import { evidenceOf } from '../../verdict/gather';
import type { Recording } from '../format/recording';
import { toModel } from '../format/recording-model';
import { readRecording } from '../format/schema';
import { redact } from './redact';

const T0 = Date.UTC(2026, 0, 1);
const HASH = 'ab12'.repeat(16);

/** A recording with something to hide in every place that holds text. */
function telling(): Recording {
  const recording = structuredClone(recordingOf(twenty(T0)));
  const [document] = recording.documents;
  document!.info.url = 'https://user:pass@10.1.2.3:8443/room/alice?token=s3cret#top';
  document!.stacks.push(
    [900, 'Error\n    at share (https://app.example/assets/alice.js?v=s3cret:214:9)'],
    [901, 'Error\n    at publish (https://cdn.example/npm/livekit-client@2.23.0/dist/livekit-client.esm.mjs:12:3)'],
  );
  document!.transceivers[0]!.streams = [HASH, '3f2504e0-4f89-41d3-9a0c-0305e82c3301'];
  const call = { type: 'call' as const, at: T0, connection: 1, transceiver: null, stack: 900, error: null };
  document!.log.push(
    { ...call, n: 9000, name: 'addTrack', args: 'video track FaceTime HD Camera (Built-in, 05ac), stream' },
    {
      ...call,
      n: 9001,
      name: 'setLocalDescription',
      args: 'a=ice-ufrag:p2Yj a=ice-pwd:vy6JpR20Q9kb a=fingerprint:sha-256 E7:09:BB:B3',
    },
    { ...call, n: 9002, name: 'getUserMedia', args: `{deviceId: "${HASH}", groupId: "kitchen"}` },
    { ...call, n: 9005, name: 'createDataChannel', args: "'carol@example.com', {…}" },
    {
      ...call,
      n: 9003,
      name: 'addIceCandidate',
      args: 'candidate:1 1 udp 2113937151 192.168.7.23 50077 typ host ufrag p2Yj 2001:db8::8a2e:370:7334',
    },
    {
      ...call,
      n: 9004,
      name: 'RTCPeerConnection',
      args: '{urls: "turn:turn.example", username: "alice", credential: "s3cret"}',
    },
  );
  document!.errors = [{ at: T0, where: 'hook', message: 'Failed at https://app.example/alice', count: 1 }];
  document!.transceivers[0]!.mid = 'dave';
  recording.environment.userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 DaveApp/2.1 Safari/537.36';
  recording.runs[0]!.name = 'with 10.1.2.3';
  return recording;
}

test('nothing that tells who and where is left, and what went is counted', () => {
  const text = JSON.stringify(redact(telling()));
  for (const secret of [
    'alice',
    'carol',
    'dave',
    'Dave',
    's3cret',
    '10.1.2.3',
    '192.168.7.23',
    '2001:db8',
    'FaceTime',
    'Built-in',
    'p2Yj',
    'vy6JpR',
    'E7:09',
    HASH,
    'kitchen',
    'user:pass',
    '/room/',
  ]) {
    expect(text, secret).not.toContain(secret);
  }
  const { redacted } = redact(telling());
  expect(
    redacted!.every(({ count }) => count > 0),
    JSON.stringify(redacted),
  ).toBe(true);
});

test('what the analysis needs stays: verdicts, lines, the library, random ids', () => {
  const before = telling();
  const after = redact(before);
  expect(readRecording(JSON.parse(JSON.stringify(after)))).toEqual(JSON.parse(JSON.stringify(after)));
  const verdicts = (recording: Recording) =>
    toModel(recording).documents.flatMap((model) =>
      // The document's id is a name of its own.
      connectionVerdicts(evidenceOf(model)).map((each) => ({ ...each, document: '' })),
    );
  expect(verdicts(after)).toEqual(verdicts(before));
  const stacks = new Map(after.documents[0]!.stacks);
  const [share] = parseStack(stacks.get(900)!);
  expect(share).toMatchObject({
    url: expect.stringMatching(/^https:\/\/app\.example\/script-\d+$/),
    line: 214,
    column: 9,
  });
  expect(share!.fn).toMatch(/^fn-\d+$/);
  const [publish] = parseStack(stacks.get(901)!);
  expect(publish).toMatchObject({ sdk: 'livekit-client', line: 12, column: 3 });
  expect(sdkVersionOf(publish!.url)).toBe('2.23.0');
  expect(after.environment.userAgent).toBe('Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 … Safari/537.36');
  expect(after.runs[0]!.documents).toEqual([after.documents[0]!.info.id]);
  expect(after.documents[0]!.history.steps).toEqual(before.documents[0]!.history.steps);
});

test('once more removes nothing more, and the list adds up', () => {
  const once = redact(telling());
  expect(redact(once)).toEqual(once);
});

test('the recording itself is left as it was', () => {
  const recording = telling();
  const before = JSON.stringify(recording);
  redact(recording);
  expect(JSON.stringify(recording)).toBe(before);
});

test('frames are told apart as before: each function and script has one name in the whole file', () => {
  const before = telling();
  const after = redact(before);
  const places = (recording: Recording) =>
    recording.documents[0]!.stacks.flatMap(([, text]) => parseStack(text)).map((frame) => ({
      fn: frame.fn?.replace(/^(?:async |new )*/, '') ?? null,
      url: frame.url,
      rest: [frame.line, frame.column, frame.sdk],
    }));
  const [one, other] = [places(before), places(after)];
  expect(other.map(({ rest }) => rest)).toEqual(one.map(({ rest }) => rest));
  const named = (list: typeof one, of: 'fn' | 'url') =>
    list.map((item) => list.findIndex((first) => first[of] === item[of]));
  for (const of of ['fn', 'url'] as const) expect(named(other, of)).toEqual(named(one, of));
  const culprit = (text: string) => {
    const { app, sdk } = culpritOf(text);
    return [app?.line, app?.column, sdk?.line, sdk?.sdk];
  };
  before.documents[0]!.stacks.forEach(([, text], i) =>
    expect(culprit(after.documents[0]!.stacks[i]![1])).toEqual(culprit(text)),
  );
});

test('what was redacted by other rules before: its names stay, and new ones do not meet them', () => {
  const once = redact(telling());
  once.documents[0]!.transceivers[1]!.streams = ['alice-stream'];
  const ids = (recording: Recording) => recording.documents[0]!.transceivers.flatMap(({ streams }) => streams);
  const twice = redact(once);
  expect(ids(once)).not.toContain(ids(twice)[ids(once).indexOf('alice-stream')]);
  expect(ids(twice).filter((id) => ids(once).includes(id))).toEqual(ids(once).filter((id) => id !== 'alice-stream'));
});
