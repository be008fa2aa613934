import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArmResult } from '../scripts/ab/arm';
import { compare } from '../scripts/ab/main';
import { ROOT } from '../scripts/lib/root.mjs';
import { expect, test } from './harness/test';

const CYCLES = 5;

test('the demo’s comparison: one transceiver a publish without the patch, one in all with it', async () => {
  test.setTimeout(180_000);
  const json = test.info().outputPath('ab.json');

  await compare({ cycles: CYCLES, json });

  const { arms } = JSON.parse(readFileSync(json, 'utf8')) as { arms: ArmResult[] };
  const [none, reuse] = arms;
  const same = { cycles: CYCLES, publishes: CYCLES, intact: CYCLES, reachedSize: CYCLES };
  expect(none).toMatchObject({ patch: 'none', transceivers: CYCLES, mLines: CYCLES, ...same });
  expect(reuse).toMatchObject({ patch: 'reuse', transceivers: 1, mLines: 1, ...same });
  for (const patch of ['none', 'reuse']) {
    expect(statSync(join(ROOT, 'out', `panel-${patch}.png`)).size).toBeGreaterThan(10_000);
  }
  // A 720p VP8 encoder holds 32 MiB on Linux; resident sizes elsewhere are too coarse for a gate.
  if (process.platform !== 'linux') return;
  expect(none!.rendererMiB.perCycle).toBeGreaterThan(25);
  expect(none!.rendererMiB.perCycle).toBeLessThan(40);
  expect(Math.abs(reuse!.rendererMiB.perCycle!)).toBeLessThan(4);
  expect(none!.rendererMiB.end! - reuse!.rendererMiB.end!).toBeGreaterThan(25 * (CYCLES - 1));
});
