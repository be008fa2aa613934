import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { recordingOf } from '../core/fixtures/recordings';
import { oneCamera, twenty } from '../core/fixtures/scenes';
import { ROOT } from '../tooling/node/root.mjs';

const FIXTURES = join(ROOT, 'core/files/importers/webrtc-internals/fixtures');
const GROWING = join(FIXTURES, 'growing.json.gz');
const STOPPED = join(FIXTURES, 'stopped.json.gz');

function analyze(...args: string[]): { code: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'analyze', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

test('--json: counts at the end of each file, in the documented shape', () => {
  const recording = test.info().outputPath('one.json');
  writeFileSync(recording, JSON.stringify(recordingOf(oneCamera(Date.UTC(2026, 0, 1)))));
  const { code, out } = analyze(GROWING, recording, '--json');
  expect(code).toBe(0);
  const { runs } = JSON.parse(out);
  expect(runs.map((run: any) => [run.file, run.source])).toEqual([
    [GROWING, 'webrtc-internals'],
    [recording, 'recording'],
  ]);
  expect(runs[0]).toMatchObject({ state: 'growing', headline: expect.stringContaining('Growing: 4 video publishes') });
  expect(runs[0].findings.map((finding: any) => finding.id)).toEqual(['idle-senders', 'receivers-piling-up']);
  expect(runs[0].connections[0]).toEqual({
    id: '8-1',
    publishes: 4,
    transceivers: { audio: 0, video: 4 },
    idle: { audio: 0, video: 4 },
    deadReceivers: { audio: 0, video: 0 },
    deadReceiversMib: { low: 0, high: 0 },
    mLines: 4,
    sdpBytes: 16729,
    verdict: 'growing',
    pattern: null,
    reasons: [expect.stringContaining('4 video publishes made 4 transceivers, 4 idle, none removed.')],
  });
  // The far end of the same call.
  expect(runs[0].connections[1]).toMatchObject({ id: '9-1', deadReceivers: { audio: 0, video: 4 } });
  expect(runs[0].memory.deadReceivers).toMatchObject({ count: 4, mib: runs[0].connections[1].deadReceiversMib });
  expect(runs[1].connections[0]).toMatchObject({ id: '1', publishes: 1, verdict: 'unknown' });
});

test('exit codes: 0, 1 for what grows or fails, 2 for what can’t be read', () => {
  expect(analyze(STOPPED, '--fail-on', 'growing', '--check')).toMatchObject({ code: 0, err: '' });
  expect(analyze(GROWING).code).toBe(0);
  expect(analyze(GROWING, '--fail-on', 'growing').code).toBe(1);
  const checked = analyze(GROWING, '--check');
  expect(checked.code).toBe(1);
  expect(checked.out).toContain('Acceptance check: FAIL');
});

test('--compare: files side by side, a column each, as text and as JSON; one file alone is nothing to compare', () => {
  const { code, out } = analyze(GROWING, STOPPED, '--compare', '--check');
  expect(code).toBe(1);
  const lines = out.split('\n');
  expect(lines[0]).toMatch(
    /^Each further video publish: adds 1 transceiver and ≈ 9 MB .* in “growing\.json\.gz”; adds no transceiver in “stopped\.json\.gz”\.$/,
  );
  expect(lines.find((line) => line.includes('growing.json.gz  '))).toMatch(/^ +growing\.json\.gz +stopped\.json\.gz$/);
  expect(out).toMatch(/\nAcceptance check +FAIL +PASS +counted\n/);
  expect(out).toMatch(/\nVideo transceivers after the last stop +4 +0 +counted\n/);
  expect(out).toContain('unknown in all: Build; Negotiation, median');
  const alone = analyze(GROWING, '--compare');
  expect(alone).toMatchObject({ code: 2, out: '' });
  expect(alone.err).toContain('--compare needs two runs');
});

test('--fail-on: growth of each kind, or findings by their ids', () => {
  const both = ['--fail-on', 'device-switch,receivers-piling-up'];
  const recording = test.info().outputPath('twenty.json');
  writeFileSync(recording, JSON.stringify(recordingOf(twenty(Date.UTC(2026, 0, 1)))));
  expect(analyze(recording, '--fail-on', 'captures-unsent').code).toBe(1);
  expect(analyze(recording, '--fail-on', 'sdp-size', '--fail-on', 'idle-senders').code).toBe(1);
  expect(analyze(recording, '--fail-on', 'open-unused', '--fail-on', 'device-switch')).toMatchObject({
    code: 0,
    err: '',
  });
  expect(analyze(GROWING, '--fail-on', 'receivers-piling-up').code).toBe(1);
  // A dump does not tell of calls: it must not pass for want of them.
  const blind = analyze(GROWING, ...both);
  expect(blind.code).toBe(2);
  expect(blind.err).toContain(`${GROWING}: a webrtc-internals dump does not tell of "device-switch" (--fail-on).`);
});

test('a file that can’t be read does not keep the others from being analyzed', () => {
  const text = analyze('nowhere.json', GROWING, 'package.json', STOPPED);
  expect(text.code).toBe(2);
  expect(text.err.trim().split('\n')).toEqual([
    'nowhere.json: there is no such file.',
    expect.stringMatching(/^package\.json: This is JSON with "name"/),
  ]);
  expect(text.out.split('\n').filter((line) => line.includes('(webrtc-internals dump'))).toHaveLength(2);
  const json = analyze('nowhere.json', GROWING, '--json');
  expect(json.code).toBe(2);
  const { runs, unreadable } = JSON.parse(json.out);
  expect(runs.map(({ file }: any) => file)).toEqual([GROWING]);
  expect(unreadable).toEqual([{ file: 'nowhere.json', problem: 'there is no such file.' }]);
});

test('what can’t be read: exit 2 and one sentence that names the file, nothing else printed', () => {
  for (const [args, says] of [
    [['package.json'], 'package.json: This is JSON with "name"'],
    [['nowhere.json'], 'nowhere.json: there is no such file.'],
    [['nowhere/*.json'], 'nowhere/*.json: no file matches this pattern.'],
    [[], 'Which files?'],
    [[GROWING, '--fail-on', 'stable'], '"device-switch"; not "stable".'],
  ] as const) {
    const { code, out, err } = analyze(...args);
    expect(code, says).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(says);
    expect(err.trim().split('\n')).toHaveLength(1);
  }
});
