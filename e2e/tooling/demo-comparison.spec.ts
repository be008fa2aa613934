import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, compare } from '../../bench/ab/compare';
import { checkSettings } from '../../bench/ab/settings';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect, test } from '../harness/test';

const CYCLES = 5;

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Comparison;

test('the demo’s comparison: one transceiver a publish without the patch, one in all with it', async () => {
  test.setTimeout(180_000);
  const json = test.info().outputPath('ab.json');

  await compare({ cycles: CYCLES, browser: 'Chromium', json });

  const { arms } = read(json);
  const [none, reuse] = arms;
  const same = { cycles: CYCLES, rounds: 1, publishes: CYCLES, cyclesNotIntact: 0, cyclesNotReached: 0 };
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

// Guided comparison publishes a captured tab in every run of the tests.
test('a captured tab, published under stop in two rounds @full', async () => {
  test.setTimeout(180_000);
  const json = test.info().outputPath('ab.json');
  const settings = checkSettings({ source: 'tab', size: '360' });

  await compare({ patches: ['stop'], settings, cycles: 3, rounds: 2, bitrate: true, browser: 'Chromium', json });

  const { settings: used, arms } = read(json);
  expect(used).toMatchObject({ source: 'tab', width: 640, height: 360, codec: 'VP8' });
  const [stop] = arms;
  // The first m-line carries the transport: its transceiver is not stopped.
  expect(stop).toMatchObject({ patch: 'stop', cycles: 3, rounds: 2, publishes: 3, mLines: 3 });
  // On a busy machine the tab may be late to show its code: unknown, but never another publish's.
  const intact = stop!.samples.flatMap((sample) => sample.intact);
  expect(intact).toHaveLength(6);
  expect(intact).toContain(true);
  expect(intact).not.toContain(false);
  expect(stop!.kbit5s).toBeGreaterThan(0);
});
