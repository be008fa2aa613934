import { expect, test } from '@playwright/test';
import { resultOfRecording } from '../../../findings/full-result';
import { parseRecording } from '../../read/open';
import { expanded, StatsDelta } from './delta';
import { sharesTrace, smallTrace } from './fixtures/shares';

const T = 1_795_627_530_210;

for (const [name, text] of [
  ['as it was traced', sharesTrace],
  ['without most of its lines', smallTrace],
] as const) {
  test(`a real file: publishes, transceivers, directions and m-lines: ${name}`, () => {
    const recording = parseRecording(text());
    const [document] = recording.documents;
    const made = [...document!.transceivers.values()];
    expect(made.map(({ kind, mid, phase, direction, madeBy }) => [kind, mid, phase, direction, madeBy])).toEqual([
      ['audio', '0', 'sending', 'sendrecv', 'addTrack'],
      ['video', '1', 'sending', 'sendrecv', 'addTrack'],
      ...['2', '3', '4', '5'].map((mid) => ['video', mid, 'idle', 'inactive', 'addTransceiver']),
    ]);
    expect(made.map(({ released }) => released)).toEqual([false, false, true, true, true, true]);
    expect(made.slice(0, 2).map(({ track }) => [track?.source.type, track?.label])).toEqual([
      ['microphone', 'Fake Default Audio Input'],
      ['camera', 'fake_device_0'],
    ]);
    if (text === sharesTrace) expect(made.at(1)!.stats!.layers[0]).toMatchObject({ width: 320, codec: 'video/vp8' });
    const result = resultOfRecording(recording);
    expect(result.headline.text).toContain('Growing: 4 video publishes made 4 transceivers, 4 idle, none removed.');
    expect(result.connections).toMatchObject([{ publishes: 6, mLines: 6, transceivers: { audio: 1, video: 5 } }]);
    expect(document!.info.url).toBe('http://localhost/call.html');
    expect(recording.environment).toMatchObject({ userAgent: 'HeadlessChrome/156', platform: 'Linux', cores: 2 });
  });
}

test('replaceTrack() is one of its sender, and nothing is released by it', () => {
  const sdp = (direction: string, setup: string) => ({
    type: setup === 'actpass' ? 'offer' : 'answer',
    sdp: `v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=${direction}\r\na=setup:${setup}\r\n`,
  });
  const lines: unknown[] = [
    [39, 'PC_0', null, T],
    [30, 'PC_0', ['video', 't1', 'screen:0:0', 's'], 1],
    [31, 'PC_0', null, 'r1', 1],
    [6, 'PC_0', sdp('sendrecv', 'actpass'), '6-0', 1],
    [23, 'PC_0', 'have-local-offer', 1],
    [7, 'PC_0', null, '6-0', 1],
    [8, 'PC_0', sdp('recvonly', 'active'), '8-0', 1],
    [23, 'PC_0', 'stable', 1],
    [9, 'PC_0', null, '8-0', 1],
    [51, 'PC_0', [['video', 't1', ''], null], 'r1', 5_000],
  ];
  const file = (more: unknown[]) =>
    [
      'RTCStatsDump',
      '{"fileFormat":3,"clientProtocol":"rtcstats#5.0"}',
      ...[...lines, ...more].map((line) => JSON.stringify(line)),
    ].join('\n');
  const at = (more: unknown[] = []) => [...parseRecording(file(more)).documents[0]!.transceivers.values()];
  expect(at()).toMatchObject([
    { phase: 'idle', released: false, track: null, direction: 'sendrecv', currentDirection: 'sendonly' },
  ]);
  expect(at([[51, 'PC_0', [null, ['video', 't2', '']], 'r1', 500]])).toMatchObject([
    { phase: 'sending', track: { id: 't2' } },
  ]);
  expect(at([[36, 'PC_0', null, 1]])).toHaveLength(1);
});

test('a description names sections that have not changed by their first letter', () => {
  const base = { type: 'offer', sdp: 'v=0\r\no=1\r\nm=audio 9\r\na=mid:0\r\nm=video 9\r\na=mid:1\r\n' } as const;
  expect(
    expanded({ type: 'offer', sdp: 'v=0\r\no=2\r\nm=\r\nm=video 0\r\na=mid:1\r\nm=video 9\r\na=mid:2\r\n' }, base).sdp,
  ).toBe('v=0\r\no=2\r\nm=audio 9\r\na=mid:0\r\nm=video 0\r\na=mid:1\r\nm=video 9\r\na=mid:2\r\n');
  expect(expanded({ type: 'offer', sdp: 'v=\r\nm=\r\nm=\r\n' }, base)).toEqual(base);
  expect(expanded({ type: 'answer', sdp: 'v=0\r\n' }, base).sdp).toBe('v=0\r\n');
});

test('statistics: what has changed, under numbers; null ends a report', () => {
  const stats = new StatsDelta();
  stats.apply({ '0': { type: 2, '80': 5, '18': '1' }, '1': { type: 12 }, t: 1 });
  stats.apply({ '0': { '80': 7, __proto__: { polluted: 1 } }, '1': null, t: 2 });
  expect([...stats.reports].map(([id, report]) => [id, Object.fromEntries(report)])).toEqual([
    ['0', { type: 'outbound-rtp', bytesSent: 7, mid: '1' }],
  ]);
});

test('a file without connections, and one that is cut off', () => {
  const head = 'RTCStatsDump\n{"fileFormat":3,"clientProtocol":"rtcstats#5.0"}\n';
  expect(() => parseRecording(`${head}[39,null,{},${T}]\n`)).toThrow('This rtcstats file holds no peer connection');
  expect(() => parseRecording(head)).toThrow('holds no peer connection');
  const cut = parseRecording(sharesTrace().slice(0, 60_000));
  expect(cut.documents[0]!.notes).toEqual([expect.stringContaining('it is cut off')]);
  const many = Array.from({ length: 600 }, (_, i) => JSON.stringify([39, `PC_${i}`, null, i === 0 ? T : 1]));
  expect(parseRecording(head + many.join('\n')).documents[0]!.notes).toEqual([
    '100 more connections of the file are left out.',
  ]);
});
