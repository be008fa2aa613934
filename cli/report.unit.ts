import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { fixtureDump } from '../core/files/importers/webrtc-internals/fixtures/dump';
import { parseRecording } from '../core/files/read/open';
import { FINDINGS } from '../core/findings/index';
import type { FakePage } from '../core/fixtures/page';
import { recordingOf } from '../core/fixtures/recordings';
import { oneCamera, reuseOn, twenty } from '../core/fixtures/scenes';
import { ROOT } from '../tooling/node/root.mjs';
import { blindTo, fails, readGates } from './gate';
import { toLines } from './print/text';
import { type RunReport, report } from './report';

const T0 = Date.UTC(2026, 0, 1);

const reportOf = (...pages: FakePage[]): RunReport =>
  report('call.json', parseRecording(JSON.stringify(recordingOf(...pages))));

/** Paths at which one value has other members, or another type, than the other; null may stand for anything. */
function differences(a: unknown, b: unknown, path: string): string[] {
  if (a === null || b === null) return [];
  if (typeof a !== typeof b || Array.isArray(a) !== Array.isArray(b)) return [path];
  if (Array.isArray(a)) return differences(a[0] ?? null, (b as unknown[])[0] ?? null, `${path}[]`);
  if (typeof a !== 'object') return [];
  const [x, y] = [a, b] as Record<string, unknown>[];
  return [...new Set([...Object.keys(x!), ...Object.keys(y!)])].flatMap((name) =>
    name in x! && name in y! ? differences(x![name], y![name], `${path}.${name}`) : [`${path}.${name}`],
  );
}

test('the headline comes first, with its cost and line; then the others, the dearest first', () => {
  const run = reportOf(twenty(T0));
  expect(run.state).toBe('growing');
  expect(run.findings.map(({ id }) => id)).toEqual(['idle-senders', 'sdp-size', 'captures-unsent']);
  const [dearest] = run.findings;
  expect(run.headline).toContain(dearest!.cost.text);
  expect(dearest).toMatchObject({
    state: 'growing',
    connection: '2',
    line: { function: 'async share', url: expect.stringContaining('app-4f2c81.js'), line: 214, column: 9 },
    library: { name: 'livekit-client' },
    since: expect.stringMatching(/^2025-12-31T|^2026-01-01T/),
  });
  expect(run.environment).toMatchObject({ browser: 'Chrome 156', system: 'Linux' });
  expect(run.libraries.map(({ name }) => name)).toEqual(['livekit-client']);
  expect(run.memory.idleEncoders.senders).toBe(19);

  const lines = toLines(run);
  expect(lines[0]).toMatch(/^call\.json \(recording, Chrome 156 on Linux, saved /);
  expect(lines[1]).toBe(`  ${run.incident.headline}`);
  expect(lines.slice(2, 9)).toEqual([
    '    Idle encoders: ≈ 1.3 GB (estimate)',
    expect.stringMatching(/^ {4}Next screen share: \+1 transceiver ✓, \+70 MB ✓.* \(✓: so did the last one\)$/),
    expect.stringMatching(/^ {4}Made at share\(\) app-4f2c81\.js:214:9 \(https:.* through livekit-client 2\.23\.0, /),
    expect.stringMatching(/^ {4}Fix it in code: livekit-client/),
    '    Missing: reuse or stop() of the idle transceiver',
    '    Patches to try on the live page: Reuse, Stop, Downscale',
    expect.stringMatching(/^ {4}idle-senders: growing, since 20/),
  ]);
  expect(run.incident).toMatchObject({
    finding: 'idle-senders',
    holds: '≈ 1.3 GB (estimate)',
    next: { subject: 'screen share', expected: { transceivers: 1 } },
    tryFirst: 'reuse',
    others: ['sdp-size', 'captures-unsent'],
  });
  expect(run.incident.fix?.code).toContain('function');
  // What the card says of idle encoders is not said again.
  expect(lines.filter((line) => /idle encoders/i.test(line))).toHaveLength(1);
  const also = lines.filter((line) => line.startsWith('  Also: '));
  expect(also).toHaveLength(2);
  expect(also[0]).toMatch(/the local description has \d+ m-lines and /);
  expect(also[1]).toMatch(/1 camera capture has been live but not sent .* Cost: < 1 MB \(estimate\)\.$/);
  expect(lines.join('\n')).toContain('No patch helps here');
});

test('what a dump does not tell is listed, and a gate on it does not pass', () => {
  const run = report('dump', parseRecording(fixtureDump('growing')));
  const needing = FINDINGS.filter(({ needs }) => needs.length > 0).map(({ id }) => id);
  expect(run.unchecked.map(({ id }) => id)).toEqual(needing);
  expect(blindTo(run, ['growing', 'captures-unsent', 'idle-senders'])).toEqual(['captures-unsent']);
  expect(toLines(run).join('\n')).toContain('so this was not checked: “Data channels that are never closed”');
  expect(run.limits).toContain('Chrome does not log it');
});

test('an older recording that knows of no captures says so, in place of none', () => {
  const recording = JSON.parse(JSON.stringify(recordingOf(oneCamera(T0))));
  for (const { connections } of recording.documents) for (const each of connections) each.channels = [];
  const known = report('new', parseRecording(JSON.stringify(recording)));
  expect(known.unchecked).toEqual([]);
  for (const document of recording.documents) delete document.captures;
  const older = report('old', parseRecording(JSON.stringify(recording)));
  expect(older.unchecked.map(({ id }) => id)).toContain('captures-unsent');
  expect(older.unchecked.map(({ id }) => id)).not.toContain('data-channels-open');
  expect(older.findings.map(({ id }) => id)).not.toContain('captures-unsent');
});

test('notices: of a patch, of a page that is gone, of a log that is not whole', () => {
  const recording = recordingOf(reuseOn(T0));
  const [document] = recording.documents;
  document!.gone = { at: recording.savedAt, why: 'page navigated' };
  document!.history.incomplete = true;
  const run = report('a', parseRecording(JSON.stringify(recording)));
  expect(run.notices.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('counts are lower bounds'),
    expect.stringContaining('The page is gone'),
    expect.stringContaining('The patch Reuse is on'),
  ]);
  expect(run.findings.every(({ ended }) => ended)).toBe(true);
});

test('--fail-on: each of the names, lists and repeats; an unknown one names all there are', () => {
  expect(readGates(['growing,idle-senders', 'sdp-size'])).toEqual(['growing', 'idle-senders', 'sdp-size']);
  expect(() => readGates(['stable'])).toThrow(/"growing", "idle-senders", .*"device-switch"; not "stable"\./);
  expect(() => readGates([''])).toThrow(/not ""/);
  const run = reportOf(twenty(T0));
  expect(fails(run, 'growing')).toBe(true);
  expect(fails(run, 'captures-unsent')).toBe(true);
  expect(fails(run, 'device-switch')).toBe(false);
  expect(fails(reportOf(oneCamera(T0)), 'growing')).toBe(false);
});

test('docs/analyze.md: its example has the members that --json has, and no others', () => {
  const docs = readFileSync(join(ROOT, 'docs/analyze.md'), 'utf8');
  const example = JSON.parse(/```json\n(.*?)```/s.exec(docs)![1]!);
  const run = {
    ...reportOf(twenty(T0)),
    unchecked: report('dump', parseRecording(fixtureDump('growing'))).unchecked,
    notices: reportOf(reuseOn(T0)).notices,
  };
  expect(differences(example, { runs: [run], unreadable: [{ file: '', problem: '' }] }, '')).toEqual([]);
  // What the comparison is worth: each of these lists has something to compare.
  expect([run.notices, run.unchecked, run.findings, run.libraries].every((list) => list.length > 0)).toBe(true);
});

test('a dump’s sentences name a connection as its ids do', () => {
  const { findings } = report('dump', parseRecording(fixtureDump('growing')));
  const named = findings.filter(({ sentence }) => sentence.includes('Connection #'));
  expect(named.length).toBeGreaterThan(0);
  for (const { connection, sentence } of named) expect(sentence).toContain(`Connection #${connection}:`);
});
