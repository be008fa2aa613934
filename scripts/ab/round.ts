import { expect, type Page } from '@playwright/test';
import type { CycleReport, DemoState } from '../../demo/publisher/api';
import type { Settings } from '../../demo/publisher/settings';
import { launchBrowser } from '../../e2e/harness/browser';
import { type OpenPanel, openPanel } from '../../e2e/harness/devtools';
import { rendererPid } from '../../e2e/harness/renderer';
import { PATCH_INFO, type Patch } from '../../protocol/patches';
import { hasBitrate, readBitrate } from './bitrate';
import { type DemoUrls, openDemo, publish } from './cycle';
import { settledMemory } from './memory';
import { launchOptionsFor } from './sources';

/** The panel's size in its screenshot, in CSS pixels. */
const SHOT = { width: 1400, height: 900 };
/** Two samples of the panel: what it shows then is the state at the end. */
const LAST_SAMPLES_MS = 2000;

export interface RoundOptions extends DemoUrls {
  patch: Patch;
  /** The demo's URL parameters. */
  settings: Record<string, string>;
  cycles: number;
  /** Measure the bitrate on a few cycles. */
  bitrate: boolean;
  /** Where the panel's screenshot goes. */
  screenshot: string;
  onCycle(cycle: Cycle): void;
}

/** One publish and unpublish. */
export interface Cycle {
  report: CycleReport;
  /** MiB of the publishing page's renderer after the unpublish; null where the system does not tell. */
  mib: number | null;
  /** kbit/s around 5 s after the publish; null where not measured. */
  kbit5s: number | null;
}

/** One patch in one fresh browser. */
export interface Round {
  /** As the demo understood them. */
  settings: Settings;
  /** MiB before the first publish. */
  start: number | null;
  method: string | null;
  cycles: Cycle[];
  /** After the last cycle. */
  state: DemoState;
}

/** Chooses the patch by the switch, as a user does. */
async function choosePatch({ panel }: OpenPanel, patch: Patch): Promise<void> {
  const name = PATCH_INFO[patch].title;
  const radio = panel.getByRole('radiogroup', { name: 'Patch page' }).getByRole('radio', { name, exact: true });
  await radio.click();
  await expect(radio).toBeChecked();
}

async function runCycle(page: Page, pid: number, withBitrate: boolean): Promise<Cycle> {
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
 * @throws where the browser, DevTools, the panel or the demo fails
 */
export async function runRound(options: RoundOptions): Promise<Round> {
  const browser = await launchBrowser(launchOptionsFor(options.settings.source!));
  try {
    const { page, settings } = await openDemo(browser.context, options, options.settings);
    const tools = await openPanel(page);
    await tools.resize(SHOT.width, SHOT.height);
    await choosePatch(tools, options.patch);

    const pid = await rendererPid(page);
    const start = await settledMemory(page, pid);
    const cycles: Cycle[] = [];
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
}
