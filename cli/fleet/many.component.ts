import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { recordingOf } from '../../core/fixtures/recordings';
import { oneCamera, twenty } from '../../core/fixtures/scenes';
import { ROOT } from '../../tooling/node/root.mjs';

const GROWING = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz');
const T0 = Date.UTC(2026, 0, 1);

async function analyze(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'analyze', ...args], { cwd: ROOT });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => (out += piece));
  child.stderr.on('data', (piece) => (err += piece));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

/** Nine calls, a picture, and files that can't be read. */
function makeFolder(): string {
  const folder = test.info().outputPath('calls');
  mkdirSync(folder);
  for (let i = 0; i < 7; i++) writeFileSync(join(folder, `call-${i}.json`), JSON.stringify(recordingOf(oneCamera(T0))));
  writeFileSync(join(folder, 'twenty.json'), JSON.stringify(recordingOf(twenty(T0))));
  copyFileSync(GROWING, join(folder, 'dump.gz'));
  writeFileSync(join(folder, 'notes.txt'), 'slow');
  writeFileSync(join(folder, 'huge.json'), '');
  truncateSync(join(folder, 'huge.json'), 500 * 1024 * 1024);
  writeFileSync(join(folder, 'picture.png'), '');
  return folder;
}

test('a folder, as text and as JSON: everything is listed, and a gate still works', async () => {
  const folder = makeFolder();
  const text = await analyze([folder]);
  expect(text.code).toBe(2);
  expect(text.out.split('\n').filter((line) => line.startsWith(folder))).toHaveLength(9);
  expect(text.err.trim().split('\n')).toEqual([
    `${folder}/huge.json: The file has 500 MB, and more than 200 MB are not read: record a shorter call, since a few publishes show what grows.`,
    `${folder}/notes.txt: The file is text, but no JSON.`,
    `${folder}/picture.png: skipped, a .png file holds no call.`,
    '9 files read, 2 not readable, 1 skipped.',
  ]);

  const json = await analyze([join(folder, '*.{json,gz,png}'), '--json', '--jobs', '2']);
  const result = JSON.parse(json.out);
  expect(json.out).toBe(`${JSON.stringify(result, null, 2)}\n`);
  expect(Object.keys(result)).toEqual(['runs', 'unreadable', 'skipped']);
  expect(result.runs).toHaveLength(9);
  expect(result.skipped).toEqual([{ file: join(folder, 'picture.png'), why: 'a .png file holds no call' }]);

  const gated = await analyze([join(folder, 'call-*.json'), join(folder, 'twenty.json'), '--fail-on', 'growing']);
  expect(gated.code).toBe(1);
});

test('a list on standard input, and the summary of an output that grows', async () => {
  const folder = makeFolder();
  const rows = test.info().outputPath('rows.ndjson');
  const first = await analyze(
    ['--files-from', '-', '--ndjson', '--out', rows],
    `${folder}/twenty.json\n${folder}/dump.gz\n`,
  );
  expect(first).toEqual({ code: 0, out: '', err: '' });
  const again = await analyze([folder, '--ndjson', '--out', rows]);
  expect(again).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('is there already: --resume goes on with it'),
  });
  const more = await analyze([folder, '--ndjson', '--out', rows, '--resume', '--summary', '--json']);
  expect(more.err).toContain(
    '7 files read, 2 not readable, 1 skipped; 2 more files left out, since the output holds their rows.',
  );
  const summary = JSON.parse(more.out);
  expect(summary).toMatchObject({ v: 1, files: { read: 9, failed: 2, skipped: 1 }, growingFiles: 2 });
  expect(summary.lines[0]).toMatchObject({ id: 'idle-senders', line: 214 });
  const files = readFileSync(rows, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => JSON.parse(line).kind === 'file');
  expect(files).toHaveLength(12);
});

test('what contradicts itself or would lose something: exit 2 and one sentence, nothing is touched', async () => {
  const other = test.info().outputPath('other.ndjson');
  writeFileSync(other, '{"something":"else"}\n');
  for (const [args, says] of [
    [['--out', 'x.ndjson'], '--out is for the rows of --ndjson'],
    [['--ndjson', '--resume'], '--resume goes on with a file'],
    [['--ndjson', '--summary'], 'both go to standard output'],
    [['--ndjson', '--json'], 'two forms of the same'],
    [['--ndjson', '--out', join(ROOT, 'nowhere/x.ndjson')], 'can’t be written'],
    [['--ndjson', '--out', other, '--resume'], 'line 1: this is no row of version 1'],
    [['--app-version', '('], '--app-version takes a regular expression'],
    [['--jobs', '0'], '--jobs is a whole number'],
    [['--files-from', 'nowhere.txt'], 'nowhere.txt: this list can’t be read.'],
  ] as const) {
    const { code, out, err } = await analyze([GROWING, ...args]);
    expect({ code, lines: err.trim().split('\n').length }, err).toEqual({ code: 2, lines: 1 });
    expect(err).toContain(says);
    expect(out).toBe('');
  }
  expect(readFileSync(other, 'utf8')).toBe('{"something":"else"}\n');
});
