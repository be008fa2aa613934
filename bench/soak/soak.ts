import type { Page } from '@playwright/test';
import { launchBrowser } from '../../tooling/browser/browser';
import { openPanel } from '../../tooling/browser/devtools';
import { PEERS } from '../../tooling/pages/peers';
import { startServer } from '../../tooling/pages/server';
import type { Conditions } from '../lib/docs/report';
import { type Growth, growth, heapReader } from '../lib/heaps';
import { writeJson } from '../lib/json';
import type { SoakReport } from './docs';
import { SOAK, type SoakPage } from './page';
import { compareWithPage, problemsOf, problemText } from './panel';

const READINGS_PER_MINUTE = 6;
/** Before this, bounded logs still fill up: heaps are printed but not judged. */
const JUDGED_FROM_MINUTES = 10;
/** MiB a minute: 3 an hour. Growth counts where the whole 95 % interval is above. */
const MAX_GROWTH = 0.05;

export interface SoakOptions {
  minutes: number;
  conditions: Conditions;
  json?: string | undefined;
}

/** Collects uncaught errors of the page and of the panel's own code. */
function watchErrors(page: Page, devtools: Page): string[] {
  const errors: string[] = [];
  const ours = (text: string) => text.includes('chrome-extension://');
  page.on('pageerror', (error) => errors.push(`page: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && errors.push(`page: ${message.text()}`));
  page.on('crash', () => errors.push('page: crashed'));
  devtools.on('pageerror', (error) => ours(error.stack ?? '') && errors.push(`panel: ${error.message}`));
  devtools.on('console', (message) => {
    if (message.type() === 'error' && ours(message.location().url)) errors.push(`panel: ${message.text()}`);
  });
  return errors;
}

const read = (page: Page) =>
  page.evaluate(() => {
    const { publishes, unpublishes, connections, errors } = (window as unknown as { soak: SoakPage }).soak;
    return { publishes, unpublishes, connections, errors };
  });

function describeGrowth(name: string, found: Growth | null): string {
  if (!found) return `${name} heap: too few readings`;
  const { slope, low, high } = found;
  return `${name} heap: ${slope.toFixed(3)} MiB a minute (95 % ${low.toFixed(3)} .. ${high.toFixed(3)})`;
}

/** Soaks, prints, and writes the readings where asked to. @returns them; it passed where nothing is wrong */
export async function soak({ minutes, conditions, json }: SoakOptions): Promise<SoakReport> {
  const server = await startServer();
  server.html('/', `<!doctype html><title>soak</title><link rel=icon href=data:,><script>${PEERS}${SOAK}</script>`);
  const browser = await launchBrowser();
  const heaps = { page: [] as number[], panel: [] as number[] };
  const wrong: string[] = [];
  let counts: SoakReport['counts'];
  try {
    const page = await browser.context.newPage();
    await page.goto(server.url('/'));
    const { panel, devtools } = await openPanel(page);
    const errors = watchErrors(page, devtools);
    const pageHeap = await heapReader(page);
    const panelHeap = await heapReader(panel);
    const began = Date.now();
    for (let n = 1; n <= minutes * READINGS_PER_MINUTE; n++) {
      await page.waitForTimeout(Math.max(0, began + (n * 60_000) / READINGS_PER_MINUTE - Date.now()));
      heaps.page.push(await pageHeap());
      heaps.panel.push(await panelHeap());
      if (n % READINGS_PER_MINUTE) continue;
      const { publishes, unpublishes, connections } = await read(page);
      const counts = `${publishes} publishes, ${unpublishes} unpublishes, ${connections} connections`;
      const memory = `page ${heaps.page.at(-1)!.toFixed(2)} MiB, panel ${heaps.panel.at(-1)!.toFixed(2)} MiB`;
      const problems = `${await problemsOf(panel)} problems, ${errors.length} errors`;
      console.log(`${n / READINGS_PER_MINUTE} min: ${counts}; ${memory}; ${problems}`);
    }
    const open = await page.evaluate(() => (window as unknown as { soak: SoakPage }).soak.stop());
    const { errors: failed, ...made } = await read(page);
    counts = made;
    const differs = await compareWithPage(panel, made.connections, open);
    if (differs) wrong.push(differs);
    if (await problemsOf(panel)) wrong.push(`the panel counts problems: ${await problemText(panel)}`);
    wrong.push(...errors, ...failed.map((text) => `page's own call: ${text}`));
  } finally {
    await browser.close();
    await server.close();
  }
  const judged = minutes >= JUDGED_FROM_MINUTES;
  const slopes = { page: growth(heaps.page, READINGS_PER_MINUTE), panel: growth(heaps.panel, READINGS_PER_MINUTE) };
  for (const [name, slope] of Object.entries(slopes)) {
    console.log(describeGrowth(name, slope) + (judged ? '' : ', too short to be judged'));
    if (judged && slope && slope.low > MAX_GROWTH) wrong.push(`the ${name} heap grows`);
  }
  console.log(wrong.length ? `FAIL\n${[...new Set(wrong)].slice(0, 20).join('\n')}` : 'PASS');
  const report: SoakReport = { ...conditions, minutes, counts, heaps, slopes, wrong: [...new Set(wrong)] };
  if (json) writeJson(json, report);
  return report;
}
