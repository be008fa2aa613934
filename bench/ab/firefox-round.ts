import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openDemoInFirefox, publishInFirefox } from '../../tooling/firefox/demo';
import { type Firefox, launchFirefox } from '../../tooling/firefox/launch';
import { contentPids, settledContentMemory } from '../../tooling/firefox/memory';
import { panelText, roomForPanel } from '../../tooling/firefox/panel';
import { openPanel, panelPicture } from '../../tooling/firefox/toolbox';
import { hasBitrate, readBitrate } from '../lib/bitrate';
import type { MeasuredCycle } from '../lib/patches/arm';
import { choosePatchInFirefox } from '../lib/patches/choose-patch';
import { LAST_SAMPLES_MS, type RunRound, SCREENSHOT } from './round';

async function runCycle(firefox: Firefox, pid: number, withBitrate: boolean): Promise<MeasuredCycle> {
  const began = Date.now();
  const report = await publishInFirefox(firefox);
  const page = { evaluate: (fn: (...args: any[]) => any, ...args: unknown[]) => firefox.inPage(fn, ...args) };
  const kbit5s = withBitrate ? await readBitrate(page, began) : null;
  await firefox.inPage(() => window.demo.unpublish());
  const reading = await settledContentMemory(firefox, pid);
  return { report, mib: reading?.mib ?? null, kbit5s };
}

/** The same in a fresh Firefox. */
export const runFirefoxRound: RunRound = async (options) => {
  const firefox = await launchFirefox({
    // A headless Firefox sees no screen.
    headless: options.settings.source !== 'screen',
    ...roomForPanel(SCREENSHOT),
  });
  try {
    await firefox.install();
    const settings = await openDemoInFirefox(firefox, options, options.settings);
    await openPanel(firefox);
    await panelText(firefox, /Try a fix|No peer connection/);
    await choosePatchInFirefox(firefox, options.patch);
    const { page: pid } = await contentPids(firefox);
    const start = await settledContentMemory(firefox, pid);
    const cycles: MeasuredCycle[] = [];
    while (cycles.length < options.cycles) {
      const cycle = await runCycle(firefox, pid, options.bitrate && hasBitrate(cycles.length + 1));
      cycles.push(cycle);
      options.onCycle(cycle);
    }
    await wait(LAST_SAMPLES_MS);
    writeFileSync(options.screenshot, Buffer.from(await panelPicture(firefox), 'base64'));
    const state = await firefox.inPage(() => ({ ...window.demo.state() }));
    return { settings, start: start?.mib ?? null, method: start?.method ?? null, cycles, state };
  } finally {
    await firefox.close();
  }
};
