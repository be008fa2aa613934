import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Calibration } from '../core/files/calibration/schema';
import { calibrationOf } from '../core/fixtures/calibration';
import { recordingOf } from '../core/fixtures/recordings';
import { twenty } from '../core/fixtures/scenes';
import { T0 } from '../core/fixtures/time';
import { readCalibrationFile } from './calibration';
import { answerOf } from './fleet/answer';
import { toLines } from './print/text';

const folder = mkdtempSync(join(tmpdir(), 'calibration-'));
function written(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
const path = written('call.json', recordingOf(twenty(T0)));

async function analyzed(calibration: Calibration | null) {
  const question = { check: false, failOn: [], as: 'run' as const, appVersion: null, calibration };
  const { run } = await answerOf({ path, size: null, modified: null }, question);
  return run!;
}

test('analyze --calibration: a file of such a machine is estimated by it, and a line says so', async () => {
  const [builtIn, own] = [await analyzed(null), await analyzed(calibrationOf())];
  expect(builtIn.memory.calibration).toBeUndefined();
  expect(own.memory.idleEncoders.mib.low).toBeGreaterThan(1.5 * builtIn.memory.idleEncoders.mib.low);
  expect(own.findings[0]!.cost.mib!.low).toBeGreaterThan(1.5 * builtIn.findings[0]!.cost.mib!.low);
  expect(toLines(own).join('\n')).toContain(
    '  Estimated by the calibration of 2026-11-26: the file names the same system',
  );
});

test('analyze --calibration: a customer’s file of another machine is not, and a line says why', async () => {
  const [builtIn, other] = [await analyzed(null), await analyzed(calibrationOf({ platform: 'Windows' }))];
  expect(other.memory.idleEncoders).toEqual(builtIn.memory.idleEncoders);
  expect(toLines(other).join('\n')).toContain(
    '  The calibration of 2026-11-26 is not used here: It was measured on Windows; this is Linux.',
  );
});

for (const [name, file, sentence] of [
  ['none there', join(folder, 'nowhere.json'), /nowhere\.json: there is no such calibration\.$/],
  ['a recording', path, /call\.json: This is no calibration: choose the file that/],
  ['another version', written('new.json', { ...calibrationOf(), version: 3 }), /new\.json: .* has version 3/],
  ['too large', written('large.json', `"${'x'.repeat(300_000)}"`), /large\.json: The file has more than 256 kB/],
] as const) {
  test(`analyze --calibration, ${name}: one sentence`, async () => {
    await expect(readCalibrationFile(file)).rejects.toThrow(sentence);
  });
}
