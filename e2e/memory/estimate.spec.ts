import type { Frame, Page } from '@playwright/test';
import { growthPerCycle } from '../../core/growth/slope';
import { serveDemo } from '../../demo/serve.mjs';
import { launchBrowser } from '../../tooling/browser/browser';
import { openPanel } from '../../tooling/browser/devtools';
import { settledMemory } from '../../tooling/browser/memory';
import { rendererPid } from '../../tooling/browser/renderer';
import { type DemoUrls, openDemo, publish } from '../../tooling/pages/demo';
import { panelTab } from '../harness/share-page';
import { expect, test } from '../harness/test';

/** The estimate is read after every third cycle: walking through all rows takes a while. */
const EVERY = 3;
/** How far the slopes may lie apart. */
const APART = 0.15;

test.skip(process.platform !== 'linux', 'Resident sizes elsewhere are too coarse, and the coefficients are of Linux.');

let demo: DemoUrls & { close(): Promise<void> };
test.beforeAll(async () => {
  demo = await serveDemo();
});
test.afterAll(() => demo.close());

/** MiB that the details show for the transceiver of that mid: the sum of its layers' formulas. */
async function shownEstimate(panel: Frame, mid: string): Promise<number> {
  const details = panel.getByRole('region', { name: /^Details/ });
  await expect(details).toHaveAccessibleName(`Details: video transceiver, mid ${mid}`);
  const lines = details.locator('.formula li');
  await expect(lines.first()).toContainText(/= [\d.]+ MB/);
  const texts = await lines.allTextContents();
  return texts.reduce((sum, text) => sum + Number(/= ([\d.]+) MB/.exec(text)![1]), 0);
}

/** Sum of the estimates of all transceivers, walked through by the keyboard as a user would. */
async function totalEstimate(panel: Frame, transceivers: number): Promise<number> {
  await panelTab(panel, 'Transceivers').click();
  const grid = panel.getByRole('grid', { name: 'Transceivers' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(transceivers + 1));
  const headers = await grid.getByRole('columnheader').allTextContents();
  const midColumn = headers.findIndex((header) => header.startsWith('mid'));
  await grid.focus();
  let total = 0;
  for (let i = 0; i < transceivers; i++) {
    await grid.press(i === 0 ? 'Home' : 'ArrowDown');
    const row = grid.locator(`tr[aria-rowindex="${i + 2}"]`);
    await expect(row).toHaveAttribute('aria-selected', 'true');
    total += await shownEstimate(panel, (await row.locator('td').nth(midColumn).textContent())!);
  }
  return total;
}

async function cycle(page: Page, pid: number): Promise<number> {
  const report = await publish(page);
  expect(report.reachedSize).toBe(true);
  await page.evaluate(() => window.demo.unpublish());
  return (await settledMemory(page, pid))!.mib;
}

async function openWide(page: Page): Promise<Frame> {
  const { panel, resize } = await openPanel(page);
  await resize(1300, 900);
  return panel;
}

interface Run {
  parameters: Record<string, string>;
  cycles: number;
  /** DevTools is opened after the last cycle. */
  late?: boolean;
}

/** MiB per cycle, of the panel's estimate and of the renderer, in one run. */
async function slopes({ parameters, cycles, late = false }: Run): Promise<{ estimated: number; measured: number }> {
  const browser = await launchBrowser();
  try {
    const { page } = await openDemo(browser.context, demo, { receiver: 'window', timeout: '60', ...parameters });
    let panel = late ? null : await openWide(page);
    const pid = await rendererPid(page);
    const readings: number[] = [];
    const estimates: (number | null)[] = [];
    for (let n = 1; n <= cycles; n++) {
      readings.push(await cycle(page, pid));
      const reads = panel && (cycles - n) % EVERY === 0;
      estimates.push(reads ? await totalEstimate(panel!, n) : null);
    }
    const measured = growthPerCycle(readings)!;
    if (!late) return { estimated: growthPerCycle(estimates)!, measured };
    panel = await openWide(page);
    return { estimated: (await totalEstimate(panel, cycles)) / cycles, measured };
  } finally {
    await browser.close();
  }
}

const VP8 = { codec: 'VP8' };
const RUNS: [title: string, run: Run][] = [
  ['VP8', { parameters: VP8, cycles: 8 }],
  ['VP8, moving @full', { parameters: { ...VP8, picture: 'motion' }, cycles: 20 }],
  ['VP8, DevTools opened at the end @full', { parameters: VP8, cycles: 20, late: true }],
  ['VP9 L3T3_KEY @full', { parameters: { codec: 'VP9', mode: 'L3T3_KEY' }, cycles: 20 }],
  ['VP8 simulcast @full', { parameters: { ...VP8, simulcast: '1', picture: 'motion' }, cycles: 20 }],
];

for (const [title, run] of RUNS) {
  test(`the estimate grows as the renderer does: ${title}`, async () => {
    test.setTimeout(30_000 + run.cycles * 15_000);
    const { estimated, measured } = await slopes(run);
    const percent = ((estimated / measured - 1) * 100).toFixed(1);
    console.log(
      `${title}: estimate ${estimated.toFixed(1)} MiB per cycle, renderer ${measured.toFixed(1)} (${percent} %)`,
    );
    expect(measured).toBeGreaterThan(20);
    expect(Math.abs(estimated / measured - 1)).toBeLessThan(APART);
  });
}
