import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { recordingOf } from '../../core/fixtures/recordings';
import { oneCamera } from '../../core/fixtures/scenes';
import { answerOf, type Question } from './answer';
import { resume } from './resume';
import type { Row } from './rows/row';

const QUESTION: Question = { check: false, failOn: [], as: 'rows', appVersion: null, calibration: null };
const CALL = JSON.stringify(recordingOf(oneCamera(Date.UTC(2026, 0, 1))));

/** The lines that a file's rows are. */
async function linesOf(name: string, content: string | Uint8Array): Promise<{ path: string; lines: string[] }> {
  const path = test.info().outputPath(name);
  writeFileSync(path, content);
  const entry = { path, size: content.length, modified: 5 };
  const { others, rows } = await answerOf(entry, QUESTION);
  return { path, lines: [rows, ...others.map((each) => each.rows)].flat().map((row) => `${JSON.stringify(row)}\n`) };
}

async function resumed(text: string) {
  const out = test.info().outputPath('rows.ndjson');
  writeFileSync(out, text);
  const rows: Row[] = [];
  const earlier = await resume(out, (row) => rows.push(row));
  return { earlier, rows, kept: readFileSync(out, 'utf8') };
}

test('a file that is there is left out: by path, size and time, or by its content', async () => {
  const { path, lines } = await linesOf('call.json', CALL);
  const { earlier, rows, kept } = await resumed(lines.join(''));
  expect(rows).toHaveLength(2);
  expect(kept).toBe(lines.join(''));
  const size = CALL.length;
  expect(await earlier.has({ path, size, modified: 5 })).toBe(true);
  const copy = test.info().outputPath('copy.json');
  writeFileSync(copy, CALL);
  expect(await earlier.has({ path: copy, size, modified: 9 })).toBe(true);
  writeFileSync(copy, CALL.replace('Linux', 'Linus'));
  expect(await earlier.has({ path: copy, size, modified: 9 })).toBe(false);
  expect(await earlier.has({ path: copy, size: size + 1, modified: 5 })).toBe(false);
});

test('rows of a file that was not finished are cut off, wherever it was cut', async () => {
  const [first, second] = [await linesOf('a.json', CALL), await linesOf('b.json', CALL.replace('Linux', 'Linus'))];
  const whole = first.lines.join('');
  const last = second.lines.join('');
  for (const length of [1, second.lines[0]!.length - 1, second.lines[0]!.length, last.length - 1]) {
    const { earlier, kept } = await resumed(whole + last.slice(0, length));
    expect(kept).toBe(whole);
    expect(await earlier.has({ path: second.path, size: CALL.length, modified: 5 })).toBe(false);
  }
});

test('an archive is complete with its last recording', async () => {
  const zip = zipSync({ 'a.json': strToU8(CALL), 'b.json': strToU8(CALL) });
  const { path, lines } = await linesOf('calls.zip', zip);
  expect(lines).toHaveLength(4);
  const cut = await resumed(lines.slice(0, 3).join(''));
  expect(cut.kept).toBe('');
  const all = await resumed(lines.join(''));
  expect(all.kept).toBe(lines.join(''));
  expect(await all.earlier.has({ path, size: zip.length, modified: 5 })).toBe(true);
});
