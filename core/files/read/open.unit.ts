import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { recordingOf } from '../../fixtures/recordings';
import { oneCamera } from '../../fixtures/scenes';
import { BadFile } from '../fault';
import { fixtureDump } from '../importers/webrtc-internals/fixtures/dump';
import { openRecording } from './open';

const T0 = Date.UTC(2026, 0, 1);
const open = (content: BlobPart) => openRecording(new Blob([content]));

async function fault(content: BlobPart): Promise<string> {
  try {
    await open(content);
  } catch (error) {
    expect(error).toBeInstanceOf(BadFile);
    return (error as Error).message;
  }
  return 'accepted';
}

const whole = JSON.stringify(recordingOf(oneCamera(T0)));

const bad: [name: string, content: () => BlobPart, says: string][] = [
  ['empty', () => '', 'The file is empty.'],
  ['blank', () => ' \n ', 'The file holds nothing but blanks.'],
  ['truncated', () => whole.slice(0, whole.length / 2), 'The file ends too early'],
  ['truncated in a text', () => whole.slice(0, whole.indexOf('https') + 3), 'The file ends too early'],
  ['binary', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), 'This is a PNG picture'],
  ['truncated gzip', () => new Uint8Array(gzipSync(whole)).slice(0, 500), 'cut short or damaged'],
  ['gzip of nothing', () => new Uint8Array(gzipSync('')), 'The file holds nothing but blanks.'],
  ['text', () => 'Hello, here is what I saw', 'The file is text, but no JSON.'],
  ['HTML of others', () => '<!doctype html><p>Hello', 'This is an HTML page, but no report'],
  ['JSON of others', () => readFileSync('package.json'), 'This is JSON with "name", "version", "private"'],
  ['a list', () => '[1, 2]', 'This is a JSON list'],
  ['null', () => 'null', 'This is JSON, but neither'],
  [
    'a fault in the middle',
    () => whole.replace('"savedAt":', '"savedAt"'),
    'The file is no valid JSON: the fault is at',
  ],
  ['a newer version', () => whole.replace('"version":1', '"version":7'), 'has version 7'],
  ['an rtcstats dump', () => 'RTCStatsDump\n{"fileFormat":3}\n', 'This rtcstats dump holds no line that can be read.'],
  [
    'a dump of another shape',
    () => '{"PeerConnections": {"1-1": 1}}',
    'This webrtc-internals dump is damaged: "PeerConnections.1-1"',
  ],
  [
    'a dump that is a list',
    () => '{"PeerConnections": [{"1-1": {}}]}',
    '"PeerConnections" must be an object, but is a list',
  ],
  ['a connection that is a list', () => '{"PeerConnections": {"1-1": []}}', '"PeerConnections.1-1" must be an object'],
  [
    'statistics that are a list',
    () => '{"PeerConnections": {"1-1": {"stats": [{}]}}}',
    '"PeerConnections.1-1.stats" must be an object',
  ],
  ['a dump of nothing', () => '{"PeerConnections": {}}', 'This webrtc-internals dump holds no peer connection'],
];

for (const [name, content, says] of bad) {
  test(`refused in one sentence: ${name}`, async () => {
    const sentence = await fault(content());
    expect(sentence).toContain(says);
    expect(sentence).not.toContain('\n');
  });
}

test('too large, by its size and by what it unpacks to', { tag: '@slow' }, async () => {
  const huge = { size: 500 * 1024 ** 2 } as Blob;
  await expect(openRecording(huge)).rejects.toThrow(
    'The file has 500 MB, and more than 200 MB are not read: record a shorter call, since a few publishes show what grows.',
  );
  const zeros = gzipSync(Buffer.alloc(300 * 1024 ** 2, ' '));
  expect(zeros.length).toBeLessThan(1024 ** 2);
  const start = performance.now();
  expect(await fault(new Uint8Array(zeros))).toBe(
    'The file unpacks to more than 200 MB, which are not read: record a shorter call, since a few publishes show what grows.',
  );
  expect(performance.now() - start).toBeLessThan(20_000);
});

test('reading can be followed and canceled', async () => {
  const control = new AbortController();
  const shares: number[] = [];
  const file = new Blob([' '.repeat(5_000_000), whole]);
  await openRecording(file, { onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.at(-1)).toBe(1);
  const reading = openRecording(file, { signal: control.signal, onProgress: () => control.abort() });
  await expect(reading).rejects.toThrow(/abort/);
});

test('a file is what its content says, whatever its name: recording, dump, text or gzip', async () => {
  expect((await open(whole)).source).toBe('recording');
  expect((await open(new Uint8Array(gzipSync(whole)))).source).toBe('recording');
  const dump = fixtureDump('growing');
  expect((await open(dump)).source).toBe('webrtc-internals');
  expect((await open(new Uint8Array(gzipSync(dump)))).source).toBe('webrtc-internals');
});

test('a file is refused for processor time that it takes, not for time that passes', async () => {
  const { PeerConnections, ...about } = JSON.parse(fixtureDump('growing'));
  const [connection] = Object.values(PeerConnections);
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`8-${i}`, connection]));
  const file = new Blob([JSON.stringify({ ...about, PeerConnections: many })]);
  // On a loaded machine, all the time goes to others.
  const { now } = performance;
  performance.now = () => now.call(performance) * 10_000;
  try {
    const processor = process.cpuUsage;
    const opened = await openRecording(file, { processorTime: () => processor().user / 1000 });
    expect(opened.documents.length).toBeGreaterThan(0);
    let used = 0;
    await expect(openRecording(file, { processorTime: () => (used += 25_000) })).rejects.toThrow(
      'This file takes more than 60 s to work out',
    );
  } finally {
    performance.now = now;
  }
});
