import { expect, type Page } from '@playwright/test';
import type { CycleReport, DemoState } from '../../demo/publisher/api';
import { launchBrowser } from '../../e2e/harness/browser';
import { type OpenPanel, openPanel } from '../../e2e/harness/devtools';
import type { MemoryReading } from '../../e2e/harness/renderer';
import { rendererPid } from '../../e2e/harness/renderer';
import type { Patch } from '../../protocol/state';
import { settledMemory } from './memory';
import { growthPerCycle } from './slope';

/** The panel's size in its screenshot, in CSS pixels. */
const SHOT = { width: 1400, height: 900 };
/** Two samples of the panel: what it shows then is the state at the end. */
const LAST_SAMPLES_MS = 2000;

export interface ArmOptions {
  patch: Patch;
  /** Of serveDemo(). */
  publisherUrl: string;
  /** The demo's URL parameters. */
  settings: Record<string, string>;
  cycles: number;
  /** Where the panel's screenshot goes. */
  screenshot: string;
  onCycle(cycle: Cycle): void;
}

/** One publish and unpublish, as seen after the unpublish. */
export interface Cycle {
  report: CycleReport;
  state: DemoState;
  /** MiB of the publishing page's renderer; null where the system does not tell. */
  mib: number | null;
}

/** What `--json` holds of one arm. Sizes are of the end of the arm; null is unknown. */
export interface ArmResult {
  patch: Patch;
  cycles: number;
  publishes: number;
  /** Of the publishing connection and kind. */
  transceivers: number;
  mLines: number;
  sdpBytes: number;
  /** Publishes whose picture the receiver rendered, and no other; null where the source has no code. */
  intact: number | null;
  /** Publishes whose encoder got to the wanted size: the others hold less and make the growth look small. */
  reachedSize: number | null;
  rendererMiB: {
    /** Before the first publish. */
    start: number | null;
    end: number | null;
    /** Least squares over the cycles without the first. */
    perCycle: number | null;
    method: string | null;
    /** After each cycle. */
    readings: (number | null)[];
  };
}

/** Chooses the patch by the switch, as a user does. */
async function choosePatch({ panel }: OpenPanel, patch: Patch): Promise<void> {
  const name = { none: 'None', reuse: 'Reuse', stop: 'Stop', downscale: 'Downscale' }[patch];
  const radio = panel.getByRole('radiogroup', { name: 'Patch page' }).getByRole('radio', { name, exact: true });
  await radio.click();
  await expect(radio).toBeChecked();
}

async function runCycle(page: Page, pid: number): Promise<{ cycle: Cycle; reading: MemoryReading | null }> {
  const report = await page.evaluate(() => window.demo.publish());
  await page.evaluate(() => window.demo.unpublish());
  const reading = await settledMemory(page, pid);
  const state = await page.evaluate(() => window.demo.state());
  return { cycle: { report, state, mib: reading?.mib ?? null }, reading };
}

/** Hundredths: finer than any reading repeats. */
const round = (mib: number | null | undefined) => (mib == null ? null : Math.round(mib * 100) / 100);

/** How many reports say yes; null where one cannot say. */
function countTrue(values: (boolean | null)[]): number | null {
  return values.includes(null) ? null : values.filter(Boolean).length;
}

/**
 * One arm of a comparison: the demo publishes and unpublishes in a fresh browser, with the patch
 * chosen in the real panel before the first publish.
 * @throws where the browser, DevTools, the panel or the demo fails
 */
export async function runArm(options: ArmOptions): Promise<ArmResult> {
  const { patch, cycles, settings } = options;
  const browser = await launchBrowser();
  try {
    const page = browser.context.pages()[0]!;
    await page.goto(`${options.publisherUrl}?${new URLSearchParams(settings)}`);
    const problems = await page.evaluate(() => window.demo.problems);
    if (problems.length) throw new Error(`The demo refuses its settings: ${problems.join(' ')}`);
    const tools = await openPanel(page);
    await tools.resize(SHOT.width, SHOT.height);
    await choosePatch(tools, patch);

    const pid = await rendererPid(page);
    const start = await settledMemory(page, pid);
    const done: Cycle[] = [];
    let end: MemoryReading | null = null;
    while (done.length < cycles) {
      const { cycle, reading } = await runCycle(page, pid);
      end = reading;
      done.push(cycle);
      options.onCycle(cycle);
    }
    await page.waitForTimeout(LAST_SAMPLES_MS);
    await tools.devtools.screenshot({ path: options.screenshot });

    const { publishes, transceivers, mLines, sdpBytes } = done.at(-1)!.state;
    const readings = done.map(({ mib }) => mib);
    return {
      patch,
      cycles,
      publishes,
      transceivers,
      mLines,
      sdpBytes,
      intact: countTrue(done.map(({ report }) => report.intact)),
      reachedSize: countTrue(done.map(({ report }) => report.reachedSize)),
      rendererMiB: {
        start: round(start?.mib),
        end: round(end?.mib),
        perCycle: round(growthPerCycle(readings)),
        method: start?.method ?? null,
        readings: readings.map(round),
      },
    };
  } finally {
    await browser.close();
  }
}
