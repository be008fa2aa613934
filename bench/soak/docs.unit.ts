import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readSoak, type SoakReport, writeSoak } from './docs';

const RUN: SoakReport = {
  browser: 'Chromium 156',
  machine: { os: 'Debian', platform: 'Linux', cores: 2, date: '2026-11-26' },
  minutes: 60,
  counts: { publishes: 10, unpublishes: 9, connections: 4 },
  heaps: { page: [9, 3.8, 3.9], panel: [30, 17, 18.5] },
  slopes: { page: { slope: -0.0181, low: -0.038, high: 0.002 }, panel: null },
  wrong: [],
};

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'ti-soak-')), 'file');
  writeFileSync(path, text);
  return path;
}

test('a run comes into the documentation: its verdict, what it did, and each heap’s slope with its interval', () => {
  const at = file('Words.\n<!-- soak: written by npm run soak -- --docs -->\n<!-- end of soak -->\n');
  writeSoak(RUN, at);
  const text = readFileSync(at, 'utf8');
  expect(text).toContain('2026-11-26. **PASS**. 60 minutes, 10 publishes, 9 unpublishes, 4 connections.');
  expect(text).toContain('| page’s heap | 3.8 .. 3.9 MiB | -0.018 MiB a minute | -0.038 .. 0.002 |');
  expect(text).toContain('| panel’s heap | 17.0 .. 18.5 MiB | – | – |');
  writeSoak({ ...RUN, wrong: ['the page heap grows'] }, at);
  expect(readFileSync(at, 'utf8')).toContain('**FAIL**: the page heap grows.');
  expect(readFileSync(at, 'utf8')).not.toContain('PASS');
});

test('only what the command wrote is taken', () => {
  expect(readSoak(file(JSON.stringify(RUN)))).toEqual(RUN);
  const { counts: _, ...old } = RUN;
  expect(() => readSoak(file(JSON.stringify(old)))).toThrow(/is not what this command writes with --json: counts/);
});
