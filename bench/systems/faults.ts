import { expect, type Frame, type Page } from '@playwright/test';
import type { Patch } from '../../protocol/state';
import { launchBrowser } from '../../tooling/browser/browser';
import { type OpenPanel, openPanel } from '../../tooling/browser/devtools';
import { choosePatch } from '../lib/patches/choose-patch';
import { openPages } from './browsers/chromium';
import { runCycle, seenBy } from './run-patch';
import type { Started } from './types';

/** LiveKit's own retries take up to about half a minute. */
const RECOVERY = { timeout: 60_000, intervals: [250] };
const FROZEN_MS = 4000;

interface Run {
  page: Page;
  receiver: Page | Frame;
  tools: OpenPanel;
  started: Started;
  /** Code of the last publish on this page. */
  code: number;
}

/** Not measured here. */
const memory = async () => null;

/** Publishes and unpublishes; the picture must be the right one. */
async function cycle(run: Run): Promise<void> {
  const { report } = await runCycle(run.page, run.receiver, memory, ++run.code, false);
  expect(report.intact, `publish ${run.code}: code ${report.receivedCode}`).toBe(true);
}

/** The panel shows as many transceivers in use as the page's connection has. */
async function countsAgree({ page, tools }: Run): Promise<void> {
  const { allTransceivers } = await page.evaluate(() => window.system.state());
  const rows = tools.panel.getByRole('tab', { name: /^Transceivers \d+/ });
  await expect(rows).toHaveText(`Transceivers ${allTransceivers}`);
}

const recovered = async ({ page }: Run) => {
  const state = () => page.evaluate(() => String((window.system.actions.roomState as () => string)()));
  await expect.poll(state, RECOVERY).toBe('connected');
};

/** Publishes, does the worst, and waits until the library has published again by itself. */
async function during(run: Run, worst: () => Promise<void>): Promise<void> {
  const { page, receiver } = run;
  const code = ++run.code;
  await receiver.evaluate((next) => window.receiver.expect(next), code);
  await page.evaluate(() => window.system.publish());
  expect((await seenBy(receiver, code)).firstAt).not.toBeNull();
  await worst();
  await recovered(run);
  // What was published is seen again, from after the fault, and nothing else is.
  await receiver.evaluate((next) => window.receiver.expect(next), code);
  const seen = () => receiver.evaluate(() => window.receiver.seen());
  await expect.poll(async () => (await seen()).firstAt !== null, RECOVERY).toBe(true);
  expect((await seen()).foreign).toBe(0);
  await page.evaluate(() => window.system.unpublish());
  await seenBy(receiver, null);
}

/**
 * What must not upset the inspector, nor the page because of it: the server freezes, dies in the
 * middle of a publish and comes back, the page reloads.
 * @throws where the page does not recover as it would alone, or the panel's counts are wrong
 */
export async function runFaults(started: Started, patch: Patch, publisherUrl: string, receiverUrl: string) {
  const browser = await launchBrowser();
  try {
    const page = browser.context.pages()[0]!;
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const receiver = await openPages(page, publisherUrl, receiverUrl);
    const tools = await openPanel(page);
    await choosePatch(tools, patch);
    const run: Run = { page, receiver, tools, started, code: 0 };
    await cycle(run);
    await cycle(run);
    await countsAgree(run);

    await during(run, async () => {
      started.server!.freeze(true);
      await page.waitForTimeout(FROZEN_MS);
      started.server!.freeze(false);
    });
    await cycle(run);
    await countsAgree(run);

    await during(run, async () => {
      started.server!.kill();
      await started.restart!();
    });
    await cycle(run);
    await countsAgree(run);

    await page.reload();
    await page.evaluate(() => window.ready);
    run.code = 0;
    await cycle(run);
    await cycle(run);
    await countsAgree(run);
    const log = tools.panel.getByRole('tab', { name: /^Patch log/ });
    await log.click();
    expect(await tools.panel.locator('.patch-log').getByText('failed', { exact: true }).count()).toBe(0);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
}
