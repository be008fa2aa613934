import { expect, test } from '@playwright/test';
import { resultOfRecording } from '../../../findings/full-result';
import { toModel, toRecording } from '../../format/recording-model';
import { openRecording, parseRecording } from '../../read/open';
import { keepWords } from '../../redact/text/words';
import { savedPage } from './fixtures/page';

test('m-lines and directions over time', () => {
  const recording = parseRecording(savedPage(3));
  const [document] = recording.documents;
  expect([...document!.transceivers.values()].map(({ kind, mid, phase }) => [kind, mid, phase])).toEqual([
    ['video', '0', 'idle'],
    ['video', '1', 'idle'],
    ['video', '2', 'idle'],
  ]);
  const result = resultOfRecording(recording);
  expect(result.connections).toMatchObject([{ publishes: 3, mLines: 3 }]);
  expect(result.publishing.findings[0]!.sentence).toContain('3 video publishes made 3 transceivers');
  expect(new Date(recording.savedAt).toISOString()).toBe('2021-08-13T08:45:01.566Z');
  expect(document!.info.url).toBe('https://app.example.org/call');
  expect([...document!.connections.values()]).toMatchObject([{ closedAt: recording.savedAt, mLines: 3 }]);
});

test('Firefox saves the low byte of each character', async () => {
  const page = savedPage(3).replace('Session Statistics', 'Estad\u00edsticas \u2013 \u0107\u0100 Sitzung');
  const bytes = Uint8Array.from(page, (character) => character.charCodeAt(0) & 0xff);
  const recording = await openRecording(new Blob([bytes]));
  expect(recording.documents[0]!.transceivers.size).toBe(3);
});

test('translated texts, other separators, and one description without a time', () => {
  const german = savedPage(3)
    .replace(
      />Set (Local|Remote) SDP at timestamp ([\d,]+)</g,
      (_, __, time) => `>SDP gesetzt zum Zeitpunkt ${time.replaceAll(',', '.')}<`,
    )
    .replace('(closed)', '(geschlossen)');
  expect(parseRecording(german).documents[0]!.transceivers.size).toBe(3);
  const untimed = `<div class="peer-connection"><h3 data-l10n-id="about-webrtc-connection-open">[ 2 | 6 ] https://a.example/ 2021-08-13T08:45:01.566Z</h3>
<h5 data-l10n-id="about-webrtc-local-sdp-heading">Local SDP</h5><pre>v=0\nm=video 9 UDP 96\na=mid:0\na=recvonly\n</pre></div>`;
  const { documents } = parseRecording(untimed);
  expect([...documents[0]!.transceivers.values()]).toMatchObject([{ mid: '0', direction: 'recvonly' }]);
  const { notes } = documents[0]!;
  expect(notes).toEqual([
    expect.stringContaining('without times'),
    expect.stringContaining('whether a track was sent is unknown'),
  ]);
  expect(notes.map(keepWords)).toEqual(notes);
});

test('a page without connections or without descriptions is refused with what to do', () => {
  const page = (inside: string) =>
    `<html><h3 data-l10n-id="about-webrtc-stats-heading">Session Statistics</h3>${inside}</html>`;
  expect(() => parseRecording(page(''))).toThrow('shows no peer connection');
  expect(() => parseRecording(page('<div class="peer-connection"></div>'))).toThrow('shows no SDP history');
});

test('a page that shows no answer: whether anything was published is unknown, not nothing', () => {
  const page = `<div class="peer-connection"><h3 data-l10n-id="about-webrtc-connection-closed">[ 2 | 6 ] https://a.example/ (closed) 2021-08-13T08:41:01.566Z</h3>
<h4>SDP History</h4><p>Set Local SDP at timestamp 1,628,844,045,664</p><pre>v=0\nm=video 9 UDP 96\na=mid:0\na=sendonly\n</pre></div>`;
  const { headline, state, connections } = resultOfRecording(parseRecording(page));
  expect(headline.text).toBe('Whether anything was published here is unknown.');
  expect(state).toBe('unknown');
  expect(connections[0]!.reasons).toEqual([
    'Whether anything is published on it is unknown: the file shows no answered offer.',
  ]);
  // A recording of it says the same.
  expect(resultOfRecording(toModel(toRecording(parseRecording(page)))).headline.text).toBe(headline.text);
});
