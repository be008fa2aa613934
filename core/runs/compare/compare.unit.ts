import { expect, test } from '@playwright/test';
import { type PlayedRun, playRun } from '../../fixtures/runs';
import type { Reading, RunFlag } from '../../model/types';
import { PATCH_NOTICE } from '../../patches/notices';
import { type Comparison, compareRuns, readingsSentence } from './compare';
import type { ComparableRun } from './run-figures';

const T0 = Date.UTC(2026, 0, 1);

function run(name: string, options: Partial<PlayedRun> = {}, more: Partial<ComparableRun> = {}): ComparableRun {
  const { record, page } = playRun({ from: T0, shares: 3, ...options });
  const { patch = 'none' } = options;
  return { name, patch, from: T0 - 1, to: page.now, flags: [], documents: [record], readings: [], ...more };
}

const cells = ({ rows }: Comparison, label: string) => {
  const found = rows.find((row) => row.label.startsWith(label));
  return found && [found.a, found.b];
};

test('a page that grows against the same page under reuse', () => {
  const said = compareRuns(run('unpatched'), run('Reuse', { patch: 'reuse' }), T0);
  expect(said.subject).toBe('screen share');
  expect(said.conclusion).toMatch(
    /^Each further screen share adds 1 transceiver and ≈ \d+ MB of idle encoders \(estimate\) in “unpatched” and adds no transceiver in “Reuse”\.$/,
  );
  expect(cells(said, 'Screen shares')).toEqual(['3', '3']);
  expect(cells(said, 'Video transceivers per')).toEqual(['+1', '0']);
  expect(cells(said, 'Acceptance check')).toEqual(['FAIL', 'PASS']);
  expect(said.checks.a.reasons[0]).toMatch(/^Screen share 2 on #1 added a video transceiver/);
  expect(cells(said, 'm-lines per')).toEqual(['+1', '0']);
  expect(cells(said, 'SDP per')).toEqual(['+3.9 kB', '0 B']);
  expect(cells(said, 'Video transceivers during')).toEqual(['3', '1']);
  // The last one is still sent then, and idle too once it has stopped.
  expect(cells(said, 'Video transceivers after the last stop')).toEqual(['3', '1']);
  expect(cells(said, 'Idle video transceivers after')).toEqual(['3', '1']);
  expect(cells(said, 'Idle encoders during')![1]).toBe('0 MB');
  for (const cell of cells(said, 'Idle encoders after')!) expect(cell).toMatch(/^≈ [1-9]\d* MB$/);
  expect(cells(said, 'No frame')).toEqual(['0 of 3', '0 of 3']);
  expect(cells(said, 'Frame size')).toEqual(['1280×720', '1280×720']);
  expect(cells(said, 'Frames per second')).toEqual(['15', '15']);
  expect(cells(said, 'Refused')).toEqual(['none', 'none']);
  expect(said.notes).toContain(PATCH_NOTICE);
  expect(said.caveats).toEqual([]);
  expect(said.figures.a.points.map(({ publish, transceivers, idle }) => [publish, transceivers, idle])).toEqual([
    [1, 1, 0],
    [2, 2, 1],
    [3, 3, 2],
  ]);
});

test('LiveKit under reuse: a caveat for the versions that write their start bitrate for every share', () => {
  const caveats = (version: string) => {
    const b = run('Reuse', { patch: 'reuse' });
    for (const document of b.documents) {
      const stackOf = document.stackOf.bind(document);
      document.stackOf = (index) => stackOf(index)?.replaceAll('@2.23.0', version);
    }
    return compareRuns(run('unpatched'), b, T0).caveats.map((caveat) => caveat.slice(0, 40));
  };
  expect(caveats('@2.22.4')).toEqual([]);
  expect(caveats('@2.22.3')).toEqual(['livekit-client 2.22.3 sets its start bit']);
  expect(caveats('@2.9.0')).toEqual(['livekit-client 2.9.0 sets its start bitr']);
  expect(caveats('')).toEqual(['livekit-client before 2.22.4 sets its st']);
});

test('negotiation times: median and 95th percentile of all in the run', () => {
  const { figures, rows } = compareRuns(run('a'), run('b'), T0);
  // 12 ms and 4.6 for each transceiver, a publish and an unpublish each.
  expect(figures.a.negotiationMs.map((ms) => ms.toFixed(1))).toEqual(['16.6', '16.6', '21.2', '21.2', '25.8', '25.8']);
  expect(rows.find(({ label }) => label === 'Negotiation, median')!.a).toBe('21 ms');
  expect(rows.find(({ label }) => label === 'Negotiation, 95th percentile')!.a).toBe('26 ms');
});

test('two alike: said in one clause; names that are the same are told apart', () => {
  const said = compareRuns(run('x', { patch: 'reuse' }), run('x', { patch: 'reuse' }), T0);
  expect(said.names).toEqual({ a: 'x (A)', b: 'x (B)' });
  expect(said.conclusion).toBe('Each further screen share adds no transceiver in both runs.');
  expect(said.caveats).toEqual([]);
});

test('unequal scenarios are noticed: number, size, codec, capture, what was there, how long', () => {
  const other = run('b', {
    shares: 5,
    codec: 'video/h264',
    width: 640,
    height: 360,
    source: 'window',
    shareMs: 60_000,
  });
  const { caveats } = compareRuns(run('a'), other, T0);
  expect(caveats).toEqual([
    'Runs differ in number of screen shares: 3 in “a”, 5 in “b”.',
    'Runs differ in what was captured: screen in “a”, window in “b”.',
    'Runs differ in codec: VP8 in “a”, H264 in “b”.',
    'Runs differ in frame size: 1280×720 in “a”, 640×360 in “b”.',
    'Runs differ in how long they lasted: 7 s in “a”, 60 s in “b”.',
  ]);
  const late = run('b', { shares: 6 });
  const from = late.documents[0]!.history.publishes[3]!.at - 1;
  expect(compareRuns(run('a'), { ...late, from }, T0).caveats).toEqual([
    'Runs differ in idle transceivers at the beginning: 0 in “a”, 3 in “b”.',
  ]);
  const none = run('b', { shares: 0 });
  expect(compareRuns(run('a'), none, T0).caveats[0]).toBe(
    'Runs differ in number of screen shares: 3 in “a”, 0 in “b”.',
  );
});

test('what is not known is said so, and never 0', () => {
  const bare = run('a');
  for (const document of bare.documents) {
    Object.assign(document.history, { sdp: [], figures: [] });
    for (const facts of document.history.publishes) {
      Object.assign(facts, { noFrame: null, settled: null, firstFrameMs: null, firstFrameWithin: null, width: null });
    }
  }
  const said = compareRuns(bare, run('b', { shares: 1 }), T0);
  for (const label of ['m-lines', 'SDP', 'Idle encoders per', 'No frame', 'Publish to', 'Frame size', 'kbit/s']) {
    expect(cells(said, label)![0], label).toBe('unknown');
  }
  expect(cells(said, 'Video transceivers per')).toEqual(['+1', 'unknown']);
  expect(said.conclusion).toBe(
    'Too few to compare: at least two screen shares are needed in each run, and “b” has fewer.',
  );
  const nothing = { ...run('a', { shares: 0 }) };
  expect(compareRuns(nothing, nothing, T0).conclusion).toMatch(/^Nothing was published in either run/);
});

test('a share without a frame is in the conclusion', () => {
  const said = compareRuns(run('a'), run('b', { patch: 'reuse', silent: [1] }), T0);
  expect(said.conclusion).toContain('In “b” 1 of 3 screen shares encoded no frame within 5 s.');
  expect(cells(said, 'No frame')).toEqual(['0 of 3', '1 of 3']);
});

test('a flagged run is no baseline, and why', () => {
  const flags: RunFlag[] = ['patch-changed'];
  const { caveats } = compareRuns(run('a', {}, { flags }), run('b'), T0);
  expect(caveats[0]).toMatch(/^“a” can’t be a baseline\. .*without a reload.*no A\/B comparison\.$/);
});

test('readings: a sentence only where they differ by more than their spread', () => {
  const names = { a: 'A', b: 'B' };
  expect(readingsSentence(names, [500, 510, 520], [300, 310])).toBe(
    'By the task manager “A” holds 205 MB more than “B” (readings differ by up to 20 MB).',
  );
  expect(readingsSentence(names, [500, 560], [530, 520])).toBe('');
  expect(readingsSentence(names, [500], [100, 101])).toBe('');
  const at = T0 + 20_000;
  const readings: Reading[] = [{ at, mib: 400, typed: '400', note: '', jsHeapBytes: null }];
  const said = compareRuns(run('a', {}, { readings }), run('b'), T0);
  expect(cells(said, 'Task manager')).toEqual(['400 MB (one reading)', 'none']);
});

test('refusals by reason, those in the run alone', () => {
  const { record, page } = playRun({ from: T0, shares: 3, patch: 'reuse' });
  for (let i = 0; i < 3; i++) page.wait(10).patched({ id: null, connection: 1 }, 'refused', 'not-released');
  page.patched({ id: null, connection: 1 }, 'passed', 'no-track');
  record.apply(page.update());
  const b: ComparableRun = { ...run('b'), documents: [record], to: page.now - 5 };
  expect(cells(compareRuns(run('a'), b, T0), 'Refused')).toEqual(['none', '2× not-released']);
});

test('while a share is still sent, nothing is said of the time after its stop', () => {
  const said = compareRuns(run('a', { goesOn: true }), run('b'), T0 + 60_000);
  expect(cells(said, 'Video transceivers after')).toEqual(['unknown', '3']);
  expect(cells(said, 'Idle encoders after')![0]).toBe('unknown');
});
