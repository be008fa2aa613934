import type { Page } from '@playwright/test';
import type { DemoState } from '../../demo/publisher/api';
import type { Settings } from '../../demo/publisher/settings';
import type { Patch } from '../../protocol/state';
import { launchBrowser } from '../../tooling/browser/browser';
import { openPanel } from '../../tooling/browser/devtools';
import { settledMemory } from '../../tooling/browser/memory';
import { rendererPid } from '../../tooling/browser/renderer';
import { type DemoUrls, openDemo, publish } from '../../tooling/pages/demo';
import { launchOptionsFor } from '../../tooling/pages/sources';
import { hasBitrate, readBitrate } from '../lib/bitrate';
import type { MeasuredCycle, MeasuredRound } from '../lib/patches/arm';
import { choosePatch } from '../lib/patches/choose-patch';

/** The panel's size in its screenshot, in CSS pixels. */
export const SCREENSHOT = { width: 1400, height: 900 };
/** Two samples of the panel: what it shows then is the state at the end. */
export const LAST_SAMPLES_MS = 2000;

export interface RoundOptions extends DemoUrls {
  patch: Patch;
  /** The demo's URL parameters. */
  settings: Record<string, string>;
  cycles: number;
  /** Measure the bitrate on a few cycles. */
  bitrate: boolean;
  /** Where the panel's screenshot goes. */
  screenshot: string;
  onCycle(cycle: MeasuredCycle): void;
}

/** One patch in one fresh browser. */
export interface Round extends MeasuredRound {
  /** As the demo understood them. */
  settings: Settings;
  state: DemoState;
}

/** @throws where the browser, DevTools, the panel or the demo fails */
export type RunRound = (options: RoundOptions) => Promise<Round>;

async function runCycle(page: Page, pid: number, withBitrate: boolean): Promise<MeasuredCycle> {
  const began = Date.now();
  const report = await publish(page);
  const kbit5s = withBitrate ? await readBitrate(page, began) : null;
  await page.evaluate(() => window.demo.unpublish());
  const reading = await settledMemory(page, pid);
  return { report, mib: reading?.mib ?? null, kbit5s };
}

/**
 * One round of an arm: the demo publishes and unpublishes in a fresh browser, with the patch chosen
 * in the real panel before the first publish.
 */
export const runChromiumRound: RunRound = async (options) => {
  const browser = await launchBrowser(launchOptionsFor(options.settings.source!));
  try {
    const { page, settings } = await openDemo(browser.context, options, options.settings);
    const tools = await openPanel(page);
    await tools.resize(SCREENSHOT.width, SCREENSHOT.height);
    await choosePatch(tools, options.patch);

    const pid = await rendererPid(page);
    const start = await settledMemory(page, pid);
    const cycles: MeasuredCycle[] = [];
    while (cycles.length < options.cycles) {
      const cycle = await runCycle(page, pid, options.bitrate && hasBitrate(cycles.length + 1));
      cycles.push(cycle);
      options.onCycle(cycle);
    }
    await page.waitForTimeout(LAST_SAMPLES_MS);
    await tools.devtools.screenshot({ path: options.screenshot });
    const state = await page.evaluate(() => window.demo.state());
    return { settings, start: start?.mib ?? null, method: start?.method ?? null, cycles, state };
  } finally {
    await browser.close();
  }
};
