import { expect, test } from '@playwright/test';
import * as v from 'valibot';
import { fixtureDump } from '../../core/files/importers/webrtc-internals/fixtures/dump';
import { parseRecording } from '../../core/files/read/open';
import { resultOfRecording } from '../../core/findings/full-result';
import type { FakePage } from '../../core/fixtures/page';
import { recordingOf } from '../../core/fixtures/recordings';
import { oneCamera, reuseOn, twenty } from '../../core/fixtures/scenes';
import { report } from '../report';
import { appVersionOf } from './origin';
import { CONNECTION_ROW, type ConnectionRow, FILE_ROW, type FileRow, ROW, type Row } from './row';
import { rowsOf, rowWithout } from './rows';
import { NOT_KNOWN, Summing } from './summary';
import { summaryLines } from './summary-text';

const T0 = Date.UTC(2026, 0, 1);
const FACTS = { sha256: 'a'.repeat(64), size: 12, modified: T0 };

function rowsIn(text: string, appVersion: RegExp | null = null): Row[] {
  const recording = parseRecording(text);
  const result = resultOfRecording(recording);
  return rowsOf(report('call.json', recording, result), recording, result, FACTS, appVersion);
}

const rowsOfPages = (...pages: FakePage[]) => rowsIn(JSON.stringify(recordingOf(...pages)));
const connectionsIn = (rows: Row[]) => rows.filter((row): row is ConnectionRow => row.kind === 'connection');

test('every row is of the schema, with every member of it and no other', () => {
  for (const rows of [
    rowsOfPages(twenty(T0)),
    rowsOfPages(reuseOn(T0), oneCamera(T0)),
    rowsIn(fixtureDump('growing')),
  ]) {
    for (const row of rows) {
      expect(v.safeParse(ROW, row).issues).toBeUndefined();
      const { entries } = row.kind === 'connection' ? CONNECTION_ROW : FILE_ROW;
      expect(Object.keys(row).sort()).toEqual(Object.keys(entries).sort());
    }
  }
  const broken = rowWithout({ path: 'notes.txt', size: 12, modified: T0 }, 'The file is text, but no JSON.', FACTS);
  expect(v.is(ROW, broken)).toBe(true);
  expect(v.is(ROW, rowWithout({ path: '.DS_Store', skipped: 'a hidden file' }, null, FACTS))).toBe(true);
  expect(v.is(ROW, { ...broken, v: 2 })).toBe(false);
});

test('a connection’s row holds what the result says of it; the file’s row ends it', () => {
  const rows = rowsOfPages(twenty(T0));
  const file = rows.at(-1) as FileRow;
  expect(file).toMatchObject({ kind: 'file', connections: 2, state: 'growing', sha256: FACTS.sha256 });
  // What is about the page, not about one connection.
  expect(file.findings.map(({ id }) => id)).toEqual(['captures-unsent']);
  const [subscriber, publisher] = connectionsIn(rows);
  expect(subscriber).toMatchObject({
    connection: '1',
    publishes: 0,
    made: 0,
    verdict: expect.stringMatching(/stable|unknown/),
  });
  expect(publisher).toMatchObject({
    browser: 'Chrome 156',
    system: 'Linux',
    page: 'https://app.example/room/42',
    connection: '2',
    appVersion: '4f2c81',
    library: 'livekit-client',
    libraryVersion: '2.23.0',
    verdict: 'growing',
    publishes: 22,
    made: 22,
    idle: { audio: 0, video: 19 },
    transceivers: { audio: 1, video: 21 },
    idleSenders: 19,
    idleUnknown: 0,
  });
  // docs/memory.md: 1.8 + 33.1 × 2.07 Mpx, ±4 %.
  expect(publisher!.idleMib.low).toBeCloseTo(19 * 70.436 * 0.96, 0);
  expect(publisher!.idleMib.high).toBeCloseTo(19 * 70.436 * 1.04, 0);
  const [idle] = publisher!.findings;
  expect(idle).toMatchObject({ id: 'idle-senders', count: 19, line: { function: 'async share', line: 214 } });
  expect(idle!.mib).toEqual(publisher!.idleMib);
});

test('what a dump does not tell is null in its rows', () => {
  const [first] = connectionsIn(rowsIn(fixtureDump('growing')));
  expect(first).toMatchObject({ appVersion: null, library: null, libraryVersion: null, connection: '8-1', mLines: 4 });
});

test('the app’s version: in the path of its script, or where the user’s expression finds it first', () => {
  expect(appVersionOf(['https://a.example/app/2.14.0/main.js?x'], [], null)).toBe('2.14.0');
  expect(appVersionOf(['https://a.example/main.4f2c81d0.min.js'], [], null)).toBe('4f2c81d0');
  expect(appVersionOf(['https://a.example/settings-panel.js', 'https://a.example/x.js'], [], null)).toBeNull();
  const expression = /release-(\d+)|[?&]v=(\d+)/;
  expect(
    appVersionOf(['https://a.example/main.js'], ['https://a.example/?v=7', 'calls/release-9/x.gz'], expression),
  ).toBe('7');
  // What the expression does not find is not known: a build's hash would be another kind of name.
  expect(appVersionOf(['https://a.example/main.4f2c81d0.js'], [], expression)).toBeNull();
});

test('the summary: the worst lines, libraries and versions, the dearest first, as a table', () => {
  const sum = new Summing();
  for (const row of [...rowsOfPages(twenty(T0)), ...rowsOfPages(twenty(T0)), ...rowsIn(fixtureDump('growing'))])
    sum.add(row);
  sum.add(rowWithout({ path: 'notes.txt', size: 12, modified: T0 }, 'The file is text, but no JSON.', FACTS));
  const summary = sum.result();
  expect(summary).toMatchObject({ files: { read: 3, failed: 1, skipped: 0 }, growingFiles: 3 });
  const [worst] = summary.lines;
  expect(worst).toMatchObject({ id: 'idle-senders', function: 'async share', line: 214, findings: 2, growing: 2 });
  expect(worst!.mib!.low).toBeCloseTo(2 * 19 * 70.436 * 0.96, 0);
  expect(summary.libraries.map(({ name, idle }) => [name, idle])).toEqual([
    ['livekit-client 2.23.0', 38],
    [NOT_KNOWN, 4],
  ]);
  const lines = summaryLines(summary);
  expect(lines[0]).toBe('3 files read, 1 not readable, 0 skipped');
  expect(lines).toContainEqual(
    expect.stringMatching(/^ +≈ \S+ GB +0 +2 +2 {2}idle-senders +share\(\) app-4f2c81\.js:214:9 \(https:/),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^ +≈ \S+ GB +0 +4 +2 +38 {2}livekit-client 2\.23\.0$/));
});
