import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { recordingOf } from '../../fixtures/recordings';
import { oneCamera } from '../../fixtures/scenes';
import { T0 } from '../../fixtures/time';
import { Content } from '../read/content';
import { parseRecording } from '../read/open';
import { REPORT_ID, toReport } from '../report';
import type { RecordingSource } from '../sources';
import { IMPORTERS } from '.';
import { savedPage } from './about-webrtc/fixtures/page';
import { pairOf } from './chrome-rtcstats/fixtures/pairs';
import { sharesLines } from './jitsi-rtcstats/fixtures/shares';
import { sharesTrace } from './rtcstats-js/fixtures/shares';
import { fixtureDump } from './webrtc-internals/fixtures/dump';

type ImporterName = keyof typeof IMPORTERS;

const recording = () => recordingOf(oneCamera(T0));
const viewer = `<!doctype html><script type="application/json" id="${REPORT_ID}"></script>`;

/** A good file of each kind, and the source that it is of. */
const FIXTURES: Record<ImporterName, { text(): string; source: RecordingSource }> = {
  recording: { text: () => JSON.stringify(recording()), source: 'recording' },
  report: { text: () => toReport(viewer, recording()), source: 'recording' },
  'webrtc-internals': { text: () => fixtureDump('growing'), source: 'webrtc-internals' },
  'rtcstats-js': { text: sharesTrace, source: 'rtcstats-js' },
  'jitsi-rtcstats': { text: sharesLines, source: 'jitsi-rtcstats' },
  'about-webrtc': { text: () => savedPage(), source: 'about-webrtc' },
  'chrome-rtcstats': { text: () => pairOf('removed').rtcstats, source: 'chrome-rtcstats' },
};

/** Anchors of the sections, as GitHub makes them. */
const anchors = readFileSync('docs/recording-format.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('#'))
  .map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

for (const name of Object.keys(IMPORTERS) as ImporterName[]) {
  const { text, source } = FIXTURES[name];

  test(`${name}: knows its own files, no other importer does, and they open`, () => {
    const content = new Content(text());
    const knowing = Object.entries(IMPORTERS).filter(([, importer]) => importer.recognizes(content));
    expect(knowing.map(([each]) => each)).toEqual([name]);
    const opened = parseRecording(text());
    expect(opened.source).toBe(source);
    expect(opened.documents.length).toBeGreaterThan(0);
    expect(opened.documents.every((document) => document.source === source)).toBe(true);
  });

  test(`${name}: has a section in docs/recording-format.md`, () => {
    expect(anchors).toContain(IMPORTERS[name].docs);
  });
}

test('a report without a recording is refused, with what is in it instead', () => {
  const text = viewer.replace('></script>', '>{"PeerConnections":{}}</script>');
  expect(() => parseRecording(text)).toThrow(
    'This is JSON with "PeerConnections", but not a recording of Transceiver Inspector.',
  );
});
