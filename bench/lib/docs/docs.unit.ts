import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { figure } from '../figures';
import { toTable, writeBlock } from './block';
import { writeParts } from './figures-table';
import { type Report, readReport } from './report';

const WRITER = 'npm run bench -- --docs';
const marked = (...names: string[]) =>
  names
    .map((name) => `Words of ${name}.\n\n<!-- ${name}: written by ${WRITER} -->\n<!-- end of ${name} -->\n`)
    .join('\n');

function file(text: string, name = 'doc.md'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'ti-docs-')), name);
  writeFileSync(path, text);
  return path;
}

const report = (value: number): Report => ({
  browser: 'Chromium 156',
  machine: { os: 'Debian', platform: 'Linux', cores: 2, date: '2026-11-26' },
  loadBefore: 0.4,
  figures: [
    { part: 'load', ...figure({ name: 'load', value, unit: '', goal: 1.02, spread: [1.001, 1.3], note: '3 | 4' }) },
    { part: 'wire', ...figure({ name: 'wire', value: 2817.4, unit: 'bytes/s' }) },
  ],
  peers: [{ name: 'other', figures: [{ part: 'wire', ...figure({ name: 'wire', value: 0, unit: 'bytes/s' }) }] }],
});

test('a part’s figures come between its marks, each time anew, and all else stays', () => {
  const at = file(marked('load', 'wire'));
  writeParts({ report: report(9), writer: WRITER, file: at });
  const parts = writeParts({ report: report(1.0234), writer: WRITER, file: at });
  expect(parts).toEqual(['load', 'wire']);
  expect(readFileSync(at, 'utf8')).toBe(`Words of load.

<!-- load: written by ${WRITER} -->

Chromium 156, Debian, 2 cores, 2026-11-26, load average 0.4 before.

| figure | value | spread | goal |  | made of |
|---|--:|--:|--:|---|---|
| load | 1.023 | 1.001 .. 1.3 | 1.02 | not met | 3 \\| 4 |

<!-- end of load -->

Words of wire.

<!-- wire: written by ${WRITER} -->

Chromium 156, Debian, 2 cores, 2026-11-26, load average 0.4 before.

| figure | value | spread | goal |  | made of |
|---|--:|--:|--:|---|---|
| wire | 2817 bytes/s |  |  |  |  |
| wire: other | 0 bytes/s |  |  |  |  |

<!-- end of wire -->
`);
});

test('a part that was not measured keeps its figures', () => {
  const at = file(marked('load', 'wire'));
  writeParts({ report: report(9), writer: WRITER, file: at });
  const { figures, ...rest } = report(2);
  writeParts({ report: { ...rest, figures: figures.slice(0, 1), peers: [] }, writer: WRITER, file: at });
  const text = readFileSync(at, 'utf8');
  expect(text).toContain('| load | 2 |');
  expect(text).toContain('| wire: other |');
});

test('a document without a part’s marks is refused, and stays', () => {
  const at = file('mine');
  expect(() => writeBlock(at, { name: 'load', writer: WRITER }, 'x')).toThrow(/has lost the marks <!-- load:/);
  expect(readFileSync(at, 'utf8')).toBe('mine');
});

test('a file that the command did not write is refused in a sentence', () => {
  const good = file(JSON.stringify(report(1)), 'good.json');
  expect(readReport(good)).toEqual(report(1));
  expect(() => readReport('nowhere.json')).toThrow(/can't read nowhere.json/);
  expect(() => readReport(file('{', 'half.json'))).toThrow(/can't read/);
  const old = file(JSON.stringify({ ...report(1), figures: [{ name: 'load', value: 'fast' }] }), 'old.json');
  expect(() => readReport(old)).toThrow(
    /is not what this command writes with --json: figures.0.value: .*Nothing was changed/,
  );
});

test('cells are one line each', () => {
  expect(toTable(['a', 'b:'], [['x\ny', '1']])).toBe('| a | b |\n|---|--:|\n| x y | 1 |');
});
