import { expect, test } from '@playwright/test';
import { toModel } from '../../core/files/recording-model';
import { evidenceOf } from '../../core/model/evidence';
import { connectionVerdicts } from '../analysis/findings/connection';
import { parseStack } from '../analysis/stack';
import { twenty } from '../fixtures/scenes';
import type { Recording } from './data';
import { recordingOf } from './fixtures';
import { readRecording } from './format';
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
    [901, 'Error\n    at publish (https://cdn.example/npm/livekit-client@2.0/dist/livekit-client.esm.mjs:12:3)'],
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
  recording.runs[0]!.name = 'with 10.1.2.3';
  return recording;
}

test('nothing that tells who and where is left, and what went is counted', () => {
  const text = JSON.stringify(redact(telling()));
  for (const secret of [
    'alice',
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
    toModel(recording).documents.flatMap((model) => connectionVerdicts(evidenceOf(model)));
  expect(verdicts(after)).toEqual(verdicts(before));
  const stacks = new Map(after.documents[0]!.stacks);
  expect(parseStack(stacks.get(900)!)[0]).toMatchObject({
    fn: 'share',
    url: 'https://app.example',
    line: 214,
    column: 9,
  });
  expect(parseStack(stacks.get(901)!)[0]).toMatchObject({ sdk: 'livekit-client', line: 12, column: 3 });
  expect(after.documents[0]!.transceivers[0]!.streams[1]).toBe('3f2504e0-4f89-41d3-9a0c-0305e82c3301');
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
