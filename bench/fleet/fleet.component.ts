import { readFileSync, truncateSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { runAnalyze } from './analyze';
import { differences } from './differences';
import { APP_VERSION, makeFleet } from './make';
import { askDuckDb, QUESTIONS } from './sql';

const FILES = 60;

test('sixty files of known truth: every file is listed, and the five answers of SQL are true', async () => {
  const folder = test.info().outputPath('fleet');
  const rows = test.info().outputPath("rows of a customer's.ndjson");
  const truth = makeFleet(folder, FILES);
  expect(truth.calls.length).toBeGreaterThan(50);
  const ran = await runAnalyze([folder, '--ndjson', '--out', rows, '--app-version', APP_VERSION, '--jobs', '2']);
  expect(ran.stderr).toContain(`${truth.calls.length + truth.copies} files read, ${truth.broken} not readable, `);
  expect(ran.code).toBe(2);
  expect(ran.stdout).toBe('');

  const lines = readFileSync(rows, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const files = lines.filter(({ kind }) => kind === 'file');
  expect(files.filter(({ problem }) => problem !== null)).toHaveLength(truth.broken);
  expect(files.filter(({ skipped }) => skipped !== null)).toHaveLength(truth.skipped);
  for (const answers of [await askDuckDb(rows), await askDuckDb(rows, test.info().outputPath('rows.parquet'))]) {
    expect(differences(answers, truth)).toEqual([]);
    for (const question of QUESTIONS) expect(answers[question].length, question).toBeGreaterThan(1);
  }
  // What the comparison is worth: one call more, and it says so.
  const more = { ...truth, calls: [...truth.calls, truth.calls[0]!] };
  expect(differences(await askDuckDb(rows), more).length).toBeGreaterThanOrEqual(4);

  // Cut off in the middle of a file's rows, it goes on: the same rows, none of them twice.
  const whole = readFileSync(rows);
  truncateSync(rows, Math.floor(whole.length / 2));
  const resumed = await runAnalyze([folder, '--ndjson', '--out', rows, '--resume', '--app-version', APP_VERSION]);
  expect(resumed.stderr).toMatch(/; \d+ more files left out, since the output holds their rows\./);
  expect(readFileSync(rows, 'utf8').split('\n').sort()).toEqual(whole.toString().split('\n').sort());
});
