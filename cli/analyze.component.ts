import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { recordingOf } from '../core/fixtures/recordings';
import { oneCamera } from '../core/fixtures/scenes';
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
  expect(runs[0].connections[0]).toEqual({
    id: '8-1',
    publishes: 4,
    transceivers: { audio: 0, video: 4 },
    idle: { audio: 0, video: 4 },
    mLines: 4,
    sdpBytes: 16729,
    verdict: 'growing',
    pattern: null,
    reasons: [expect.stringContaining('4 video publishes made 4 transceivers, 4 idle, none removed.')],
  });
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

test('what can’t be read: exit 2 and one sentence that names the file, nothing else printed', () => {
  for (const [args, says] of [
    [['package.json'], 'package.json: This is JSON with "name"'],
    [[GROWING, 'nowhere.json'], 'nowhere.json: there is no such file.'],
    [['docs'], 'docs: this is a folder.'],
    [[], 'Which files?'],
    [[GROWING, '--fail-on', 'stable'], '--fail-on knows "growing", not "stable".'],
  ] as const) {
    const { code, out, err } = analyze(...args);
    expect(code, says).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(says);
    expect(err.trim().split('\n')).toHaveLength(1);
  }
});
