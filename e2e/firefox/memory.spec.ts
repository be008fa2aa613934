import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runFirefoxRound } from '../../bench/ab/firefox-round';
import { checkSettings } from '../../bench/ab/settings';
import { summarize } from '../../bench/lib/patches/arm';
import { serveDemo } from '../../demo/serve.mjs';
import type { Patch } from '../../protocol/patches';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect, test, WITHOUT_FIREFOX } from './test';

test.skip(...WITHOUT_FIREFOX);

/** MiB that each publish of a 720p canvas in VP8 leaves, and transceivers after six. */
const EXPECTED: [patch: Patch, low: number, high: number, transceivers: number][] = [
  ['none', 43, 53, 6],
  ['reuse', -3, 3, 1],
  ['stop', -3, 3, 2],
  ['downscale', 4, 11, 6],
];

for (const [patch, low, high, transceivers] of EXPECTED) {
  test(`under patch ${patch} a publish leaves ${low} to ${high} MiB in Firefox @full`, async () => {
    test.setTimeout(240_000);
    const out = join(ROOT, 'out');
    mkdirSync(out, { recursive: true });
    const demo = await serveDemo();
    try {
      const screenshot = join(out, `firefox-${patch}.png`);
      const settings = checkSettings({});
      const round = await runFirefoxRound({
        ...demo,
        patch,
        cycles: 6,
        settings,
        bitrate: false,
        screenshot,
        onCycle() {},
      });
      const arm = summarize(patch, [round]);
      expect(arm.transceivers).toBe(transceivers);
      expect(arm.cyclesNotReached).toBe(0);
      expect(arm.rendererMiB.perCycle).toBeGreaterThan(low);
      expect(arm.rendererMiB.perCycle).toBeLessThan(high);
    } finally {
      await demo.close();
    }
  });
}
