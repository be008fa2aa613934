import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { writeRow } from './document';
import type { CaseResult, SystemArm } from './types';

const arm = (patch: SystemArm['patch'], cycles: number, perCycleMiB: number | null) =>
  ({
    ...{ patch, cycles, intact: cycles, transceiversPerPublish: 1, perCycleMiB, firstFrameMs: 200, kbit5s: null },
    ...{ verdict: 'Growing | so', reasons: ['1× The patch was switched on.', '3× Handed back.'] },
  }) as SystemArm;

const result = (title: string, cycles: number, mib: number): CaseResult => ({
  ...{ system: 'livekit', case: title, server: '1.13.5', client: '2.23.0', browser: 'Chromium 156', parameters: {} },
  arms: [arm('none', cycles, mib), arm('reuse', cycles, null)],
});

const file = () => join(mkdtempSync(join(tmpdir(), 'ti-systems-')), 'systems.md');
const rows = (of: string) =>
  readFileSync(of, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| livekit'));

test('a row with the figures, unknown ones as a dash', () => {
  const at = file();
  writeRow(at, result('share', 20, 32.16));
  const cells = rows(at)[0]!.split(/ (?<!\\)\| /);
  expect(cells.slice(1, 5)).toEqual(['server 1.13.5, client 2.23.0, Chromium 156', 'Growing \\| so', '32.2', '–']);
  expect(cells.slice(7)).toEqual([
    '1 / 1',
    '20 of 20 / 20 of 20',
    '200 / +0 %',
    '– / –',
    'none: 3× Handed back.<br>reuse: 3× Handed back. |',
  ]);
});

test('a case’s row is replaced, but not by one of fewer cycles; others and the text stay', () => {
  const at = file();
  writeRow(at, result('share', 20, 32));
  writeRow(at, result('camera', 5, 40));
  writeFileSync(at, readFileSync(at, 'utf8').replace('# Systems', '# Systems\n\nWords.'));
  writeRow(at, result('share', 5, 99));
  writeRow(at, result('camera', 5, 41));
  expect(rows(at).map((row) => row.split(' | ')[3])).toEqual(['32.0', '41.0']);
  expect(readFileSync(at, 'utf8')).toMatch(/^# Systems\n\nWords\.\n/);
});

test('a table without its marks is refused, and stays', () => {
  const at = file();
  writeFileSync(at, 'mine');
  expect(() => writeRow(at, result('share', 20, 1))).toThrow(/has lost the marks/);
  expect(readFileSync(at, 'utf8')).toBe('mine');
});
