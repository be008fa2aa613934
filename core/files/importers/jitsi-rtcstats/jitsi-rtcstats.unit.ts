import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { resultOfRecording } from '../../../findings/full-result';
import { parseRecording } from '../../read/open';
import { keepWords } from '../../redact/text/words';
import { linesOf, sdpOfSections, sharesLines } from './fixtures/shares';

const made = (text: string) => [...parseRecording(text).documents[0]!.transceivers.values()];
const offer = (...sections: Parameters<typeof sdpOfSections>[0]) => ({ type: 'offer', sdp: sdpOfSections(sections) });
const answer = (...sections: Parameters<typeof sdpOfSections>[0]) => ({
  type: 'answer',
  sdp: sdpOfSections(sections, 'active'),
});

test('without SDP: publishes and idle encoders; what only descriptions tell is unknown', () => {
  const recording = parseRecording(sharesLines());
  const result = resultOfRecording(recording);
  expect(result.headline.text).toContain('Growing: 3 video publishes made 3 transceivers, 3 idle, none removed.');
  expect(result.connections).toMatchObject([{ publishes: 3, mLines: null, sdpBytes: null }]);
  expect(result.notices.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('holds no descriptions (SDP)'),
  ]);
  const [document] = recording.documents;
  expect([...document!.transceivers.values()].map(({ mid, released }) => [mid, released])).toEqual([
    ['0', true],
    ['1', true],
    ['2', true],
  ]);
  expect(document!.info.url).toBe('https://meet.example.org/room');
});

test('with SDP: m-lines, directions, and the transceivers of remote offers', () => {
  const text = linesOf([
    ['create', {}],
    ['setRemoteDescription', offer({ kind: 'audio', direction: 'sendrecv' }, { kind: 'video', direction: 'sendonly' })],
    ['onsignalingstatechange', 'have-remote-offer'],
    ['addTrack', 'audio:a1 stream:s'],
    [
      'setLocalDescription',
      answer({ kind: 'audio', direction: 'sendrecv', tracks: ['a1'] }, { kind: 'video', direction: 'recvonly' }),
    ],
    ['onsignalingstatechange', 'stable'],
  ]);
  expect(made(text)).toMatchObject([
    { kind: 'audio', mid: '0', phase: 'sending', currentDirection: 'sendrecv', madeBy: 'setRemoteDescription' },
    { kind: 'video', mid: '1', phase: 'new', currentDirection: 'recvonly', madeBy: 'setRemoteDescription' },
  ]);
  expect(resultOfRecording(parseRecording(text)).connections).toMatchObject([{ mLines: 2, publishes: 1 }]);
});

test('an m-line that an answer rejects ends its transceiver', () => {
  const one = { kind: 'video', direction: 'sendrecv', tracks: ['v1'] } as const;
  const text = linesOf([
    ['addTrack', 'video:v1 -'],
    ['setLocalDescription', offer(one)],
    ['setRemoteDescription', answer({ kind: 'video', direction: 'recvonly' })],
    ['onsignalingstatechange', 'stable'],
    ['setLocalDescription', offer({ ...one, direction: 'inactive', port: 0 })],
    ['setRemoteDescription', answer({ kind: 'video', direction: 'inactive', port: 0 })],
    ['onsignalingstatechange', 'stable'],
  ]);
  expect(made(text)).toMatchObject([{ phase: 'stopped', index: null }]);
});

test('addTrack() takes a transceiver that has never sent, and no other', () => {
  const text = linesOf([
    ['addTransceiver', 'video {"direction":"recvonly"}'],
    ['addTrack', 'video:v1 -'],
    ['onsignalingstatechange', 'stable'],
    ['removeTrack', 'video:v1'],
    ['addTrack', 'video:v2 -'],
    ['onsignalingstatechange', 'stable'],
  ]);
  expect(made(text).map(({ phase, track, madeBy }) => [phase, track?.id ?? null, madeBy])).toEqual([
    ['idle', null, 'addTransceiver'],
    ['sending', 'v2', 'addTrack'],
  ]);
});

test('replaceTrack() shows in the readings, dated before the next publish', () => {
  const reading = (sources: Record<string, string>) => ({
    ...Object.fromEntries(
      Object.entries(sources).map(([mid, mediaSourceId]) => [
        `OT${mid}`,
        { type: 'outbound-rtp', kind: 'video', mid, mediaSourceId, bytesSent: 1, timestamp: 0 },
      ]),
    ),
    timestamp: 1,
  });
  const share = (n: number): [string, unknown][] => {
    const before = Object.fromEntries(Array.from({ length: n }, (_, i) => [String(i), 'SV0']));
    return [
      ['addTransceiver', `video:v${n} {"direction":"sendonly"}`],
      ['onsignalingstatechange', 'stable'],
      ['getstats', reading({ ...before, [n]: `SV${n + 1}` })],
    ];
  };
  const end: [string, unknown] = ['getstats', reading({ 0: 'SV0', 1: 'SV0', 2: 'SV0' })];
  const recording = parseRecording(linesOf([...share(0), ...share(1), ...share(2), end]));
  expect([...recording.documents[0]!.transceivers.values()].map(({ phase, released }) => [phase, released])).toEqual([
    ['idle', false],
    ['idle', false],
    ['idle', false],
  ]);
  expect(resultOfRecording(recording).headline.text).toContain(
    'Growing: 3 video publishes made 3 transceivers, 3 idle',
  );
});

test('a sender that only statistics tell of is there', () => {
  const text = linesOf([
    ['create', {}],
    [
      'getstats',
      {
        O: { type: 'outbound-rtp', kind: 'video', mid: '4', mediaSourceId: 'SV0', bytesSent: 9, timestamp: 0 },
        timestamp: 1,
      },
    ],
  ]);
  expect(made(text)).toMatchObject([{ kind: 'video', mid: '4', phase: 'idle', madeBy: 'unknown' }]);
});

test('senders of which only statistics without mids tell, as of Chrome up to 107: each is there once, with its layers', () => {
  const stream = (ssrc: number, kind: string, source: string, bytesSent: number) => ({
    [`RTCOutboundRTP${kind}_${ssrc}`]: {
      type: 'outbound-rtp',
      kind,
      ssrc,
      mediaSourceId: source,
      bytesSent,
      timestamp: 0,
    },
  });
  const reading = (n: number, camera: string) => ({
    ...stream(1, 'audio', 'RTCAudioSource_1', n),
    ...stream(2, 'video', camera, n),
    ...stream(3, 'video', camera, n * 2),
    timestamp: n,
  });
  const lines = (...sources: string[]) =>
    linesOf([['create', {}], ...sources.map((source, i) => ['getstats', reading(i + 1, source)] as const)]);
  const text = lines('RTCVideoSource_2', 'RTCVideoSource_2', 'RTCVideoSource_0');
  expect(made(text).map(({ kind, mid, phase, track }) => [kind, mid, phase, track !== null])).toEqual([
    ['audio', null, 'sending', true],
    ['video', null, 'idle', false],
  ]);
  expect(made(text)[1]!.stats?.layers).toHaveLength(2);
  const result = resultOfRecording(parseRecording(lines('RTCVideoSource_2', 'RTCVideoSource_2')));
  expect(result.headline.text).not.toContain('Nothing');
  expect(result.connections).toMatchObject([{ publishes: 2, transceivers: { audio: 1, video: 1 } }]);
  // What addTrack() told of is the same sender.
  const added = linesOf([
    ['create', {}],
    ['addTrack', 'video:v1 -'],
    ['onsignalingstatechange', 'stable'],
    ['getstats', stream(2, 'video', 'RTCVideoSource_2', 1)],
    ['getstats', stream(2, 'video', 'RTCVideoSource_2', 2)],
  ]);
  expect(made(added)).toHaveLength(1);
  // Firefox names no source, so that three layers could be three senders.
  const { mediaSourceId: _, ...layer } = Object.values(stream(4, 'video', '', 1))[0]!;
  const layers = { a: { ...layer, ssrc: 4 }, b: { ...layer, ssrc: 5 }, c: { ...layer, ssrc: 6 } };
  const firefox = linesOf([
    ['create', {}],
    ['addTrack', 'video:v1 -'],
    ['onsignalingstatechange', 'stable'],
    ['getstats', layers],
  ]);
  expect(made(firefox)).toHaveLength(1);
  // And Plan B has senders of its own.
  const planB = linesOf([
    ['create', { sdpSemantics: 'plan-b' }],
    ['addStream', 's1 video:v1'],
    ['getstats', stream(2, 'video', 'RTCVideoSource_2', 1)],
  ]);
  expect(resultOfRecording(parseRecording(planB)).connections[0]!.publishes).toBe(1);
});

test('Plan B is said, and has no transceivers', () => {
  for (const text of [
    linesOf([
      ['create', { sdpSemantics: 'plan-b' }],
      ['addStream', 's1 video:v1'],
      ['removeStream', 's1 video:v1'],
      ['addStream', 's2 video:v2,audio:a2'],
    ]),
    linesOf([
      ['addStream', 's1 video:v1'],
      ['addStream', 's2 video:v2'],
      ['setLocalDescription', offer({ kind: 'video', direction: 'sendrecv', tracks: ['v1', 'v2'] })],
    ]),
  ]) {
    const result = resultOfRecording(parseRecording(text));
    expect(result.notices.map(({ sentence }) => sentence).join(' ')).toContain('Plan B has no transceivers');
    const notes = result.notices.map(({ sentence }) => sentence);
    expect(notes.map(keepWords)).toEqual(notes);
    expect(result.connections[0]!.transceivers).toEqual({ audio: 0, video: 0 });
    expect(result.connections[0]!.publishes).toBeGreaterThan(1);
  }
});

test('a running number behind the time, as files of 2023 have it', () => {
  const numbered = sharesLines()
    .trim()
    .split('\n')
    .map((line, i) => `${line.slice(0, -1)},${i}]`)
    .join('\n');
  expect(made(numbered)).toHaveLength(3);
  expect(parseRecording(numbered).savedAt).toBe(parseRecording(sharesLines()).savedAt);
});

test('recorded by @jitsi/rtcstats 9.7.1 in Chromium: setLocalDescription() without an argument leaves no description', () => {
  const file = new URL('fixtures/recorded-implicit.jsonl.gz', import.meta.url);
  const { headline, connections } = resultOfRecording(parseRecording(gunzipSync(readFileSync(file)).toString()));
  // The page kept a camera published, and published and unpublished three shares.
  expect(headline.text).toContain('Growing: 4 video publishes made 4 transceivers, 3 idle, none removed');
  expect(connections).toMatchObject([
    { publishes: 4, transceivers: { audio: 0, video: 4 }, idle: { video: 3 }, mLines: null },
    { publishes: 0, transceivers: { audio: 0, video: 4 }, idle: { video: 0 } },
  ]);
  expect(connections[1]!.reasons).toContain(
    '4 remote video publishes made 4 transceivers here, 3 of which no longer receive.',
  );
});

test('an answer without a description: what the offer and the transceiver have in common was negotiated', () => {
  const text = linesOf([
    ['create', {}],
    ['setRemoteDescription', offer({ kind: 'video', direction: 'sendonly' })],
    ['setLocalDescription', null],
    ['onsignalingstatechange', 'stable'],
    ['setRemoteDescription', offer({ kind: 'video', direction: 'inactive' }, { kind: 'video', direction: 'sendonly' })],
    ['setLocalDescription', null],
    ['onsignalingstatechange', 'stable'],
  ]);
  expect(made(text).map(({ mid, currentDirection }) => [mid, currentDirection])).toEqual([
    ['0', 'inactive'],
    ['1', 'recvonly'],
  ]);
});
