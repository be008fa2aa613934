import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { resultOfRecording } from '../../../findings/full-result';
import { openRecording, parseRecording } from '../../read/open';

/**
 * Dumps as customers send them, reduced or made up (addresses 192.0.2.x, fake devices, app.example.org), with their
 * truth: from the page itself, or from the events and descriptions in the file.
 */
const FOLDER = 'core/files/importers/webrtc-internals/fixtures/customers';

async function resultOf(name: string) {
  const recording = await openRecording(new Blob([readFileSync(`${FOLDER}/${name}.json.gz`)]));
  const result = resultOfRecording(recording);
  const connection = (number: number) => result.connections.find((each) => each.connection === number)!;
  const notes = result.notices.map(({ sentence }) => sentence);
  return { recording, result, connection, notes, steps: recording.documents.flatMap(({ history }) => history.steps) };
}

const counts = (audio: number, video: number) => ({ audio, video });

test('chrome://webrtc-internals was opened after the call began: counted, priced, and no verdict', async () => {
  const { result, connection, notes } = await resultOf('01-opened-late');
  expect(connection(1)).toMatchObject({
    transceivers: counts(1, 5),
    idle: counts(0, 4),
    mLines: 6,
    verdict: 'unknown',
    reasons: [expect.stringContaining('at least 5 video publishes'), expect.stringContaining('No verdict')],
  });
  expect(result.state).toBe('unknown');
  expect(result.publishing.idleEstimate).toMatchObject({ senders: 4, low: expect.any(Number) });
  expect(result.publishing.idleEstimate.high).toBeGreaterThan(0);
  expect(notes.filter((note) => note.startsWith('Connection 10-1: the dump was begun after the call.'))).toHaveLength(
    1,
  );
});

test('the same without the descriptions, and with incoming statistics only', () => {
  const dump = JSON.parse(gunzipSync(readFileSync(`${FOLDER}/01-opened-late.json.gz`)).toString());
  const connection = dump.PeerConnections['10-1'];
  connection.updateLog = connection.updateLog.slice(2);
  const undescribed = resultOfRecording(parseRecording(JSON.stringify(dump)));
  expect(undescribed.connections[0]).toMatchObject({ transceivers: counts(1, 5), idle: counts(0, 4), mLines: null });
  expect(undescribed.state).toBe('unknown');
  const series = Object.values<object>(connection.stats)[0]!;
  connection.stats = { 'IT01A1-bytesReceived': { ...series, statsType: 'inbound-rtp' } };
  const incoming = resultOfRecording(parseRecording(JSON.stringify(dump)));
  expect(incoming.notices[0]!.sentence).toContain('the dump was begun after the call');
  expect(incoming.headline.text).toBe('Nothing is published here since the file begins.');
  expect(incoming.connections[0]!.reasons).toEqual([
    'Nothing is published on it since the file begins, which is after the call began.',
  ]);
});

test('setLocalDescription() without an argument: the description is known once it succeeded', async () => {
  const { connection } = await resultOf('02-implicit-setLocalDescription');
  expect(connection(1)).toMatchObject({
    verdict: 'growing',
    transceivers: counts(1, 6),
    idle: counts(0, 5),
    mLines: 7,
    sdpBytes: 25645,
  });
});

test('up to Chrome 101 nothing names the kind of a transceiver', async () => {
  const added = await resultOf('03-no-kind-addTrack');
  expect(added.connection(1)).toMatchObject({ transceivers: counts(1, 1), publishes: 2 });
  expect(added.notes.filter((note) => note.includes('kind'))).toEqual([]);
  const growing = await resultOf('04-no-kind-growing');
  expect(growing.connection(1)).toMatchObject({ verdict: 'growing', transceivers: counts(3, 3), idle: counts(3, 3) });
});

test('a connection without events and statistics: nothing is older than the call', async () => {
  const { recording, result, notes } = await resultOf('05-connection-without-events');
  const documents = recording.documents.flatMap(({ info, connections }) => [info, ...connections.values()]);
  for (const each of documents) {
    expect('startedAt' in each ? each.startedAt : each.madeAt).toBeGreaterThan(Date.UTC(2026, 10, 25));
  }
  expect(
    recording.documents.flatMap(({ history }) => history.marks).every(({ at }) => at > Date.UTC(2026, 10, 25)),
  ).toBe(true);
  expect(JSON.stringify(result.findings)).not.toContain('486818');
  expect(notes).toContain('Connection 8-90: the file holds no events of it and no statistics.');
});

for (const name of ['06-printed-times-en-AU', '06-printed-times-ko-KR', '08-series-that-starts-in-1970']) {
  test(`times in whole seconds, without a zone: ${name}`, async () => {
    const { connection, steps } = await resultOf(name);
    expect(connection(1)).toMatchObject({ verdict: 'growing', idle: counts(0, 4), transceivers: counts(1, 5) });
    const published = steps
      .filter(({ why, source }) => why === 'published' && source === 'unknown')
      .map(({ at }) => at);
    expect(published).toHaveLength(4);
    expect(published[3]! - published[0]!).toBeGreaterThan(3 * 7_000);
    expect(Math.abs(published[0]! - Date.UTC(2026, 10, 25, 17, 9, 29))).toBeLessThan(2_000);
  });
}

for (const name of ['07-long-call-removeTrack-utc', '07-long-call-replaceTrack-utc']) {
  test(`an hour, of which Chrome kept the last 1,000 readings: ${name}`, async () => {
    const { recording, connection, notes } = await resultOf(name);
    expect(connection(1)).toMatchObject({ verdict: 'growing', publishes: 6, idle: counts(0, 6) });
    const seconds = (at: number) => Math.round(at / 1000) * 1000;
    expect(seconds(recording.savedAt)).toBeGreaterThan(Date.UTC(2025, 5, 10, 9, 59));
    expect(seconds(recording.savedAt)).toBeLessThanOrEqual(Date.UTC(2025, 5, 10, 10));
    expect(seconds(recording.documents[0]!.info.startedAt)).toBe(Date.UTC(2025, 5, 10, 9));
    expect(notes.join()).toContain(
      'kept the last 1,000 readings of its statistics only, so those before 2025-06-10 09:43:20 UTC are missing',
    );
  });
}

test('Plan B: streams are counted, and that it has no transceivers is said', async () => {
  const { result, connection, notes } = await resultOf('09-plan-b');
  expect(connection(1)).toMatchObject({ verdict: 'unknown', publishes: 4, transceivers: counts(0, 0) });
  expect(result.headline.text).toBe('3 video publishes, 1 sending, 0 idle.');
  expect(connection(1).reasons[0]).toContain('Plan B has no transceivers');
  expect(notes.join()).toContain('Connection 77-1 uses Plan B, which has no transceivers');
});

test('times that can’t be read, and no others: refused in one sentence, not shown as of 1970', () => {
  const updateLog = [{ type: 'createOffer', value: '', time: 'noon' }];
  const text = (more: object) => JSON.stringify({ PeerConnections: { '1-1': { updateLog } }, ...more });
  expect(() => parseRecording(text({}))).toThrow('gives times in a form that can’t be read');
  const recording = parseRecording(text({ timestamp: Date.UTC(2025, 0, 1) }));
  expect(recording.documents[0]!.info.startedAt).toBe(Date.UTC(2025, 0, 1));
  expect(recording.documents[0]!.notes).toContain(
    'The times of 1 events can’t be read; they are shown at the time of the event before.',
  );
});

test('more connections than the bound: what was left out is said', async () => {
  const { result, notes } = await resultOf('13-600-connections');
  expect(result.connections).toHaveLength(500);
  expect(notes).toContain('The file holds 600 connections. The first 500 are shown, 100 are left out.');
});
