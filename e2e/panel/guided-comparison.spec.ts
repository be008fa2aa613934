import type { Frame, Page } from '@playwright/test';
import type { DemoState } from '../../demo/publisher/api';
import { serveDemo } from '../../demo/serve.mjs';
import { openPanel } from '../../tooling/browser/devtools';
import { launchOptionsFor, openCodePage } from '../../tooling/pages/sources';
import { panelTab } from '../harness/share-page';
import { expect, test } from '../harness/test';

/** What "about 5 s after" needs, in ms. */
const LONG_ENOUGH_MS = 5_600;

type DemoServer = Awaited<ReturnType<typeof serveDemo>>;
let demo: DemoServer;
test.beforeAll(async () => {
  demo = await serveDemo();
});
test.afterAll(() => demo.close());
test.setTimeout(240_000);

/** Shares and stops in the page as a user does: by its buttons. @returns the page's own figures of each share */
async function share(page: Page, times: number, holdMs = LONG_ENOUGH_MS): Promise<DemoState[]> {
  const states: DemoState[] = [];
  for (let i = 0; i < times; i++) {
    await page.locator('#publish').click();
    await expect(page.locator('#status')).toContainText(/^Published/, { timeout: 40_000 });
    await page.waitForTimeout(holdMs);
    states.push(await page.evaluate(() => window.demo.state()));
    await page.locator('#unpublish').click();
    await expect(page.locator('#status')).toHaveText('Unpublished.');
  }
  return states;
}

const bar = (panel: Frame) => panel.getByRole('region', { name: 'Guided comparison' });

/** Opens the dialog by the mouse, chooses, and starts. */
async function start(panel: Frame, { build = false, shares = 3 } = {}): Promise<void> {
  await panel.getByRole('button', { name: 'Runs', exact: true }).click();
  await panel.getByRole('button', { name: 'Compare…' }).first().click();
  const dialog = panel.getByRole('dialog', { name: 'Compare two runs' });
  if (build) await dialog.getByRole('radio', { name: /^Two builds/ }).click();
  const count = dialog.getByRole('spinbutton');
  await count.click({ clickCount: 3 });
  await count.pressSequentially(String(shares));
  await dialog.getByRole('button', { name: 'Start' }).click();
}

/** The comparison's table as the user reads it: the two cells of each row by its label. */
async function figures(panel: Frame): Promise<Record<string, string[]>> {
  const rows = panel.getByRole('region', { name: 'Comparison', exact: true }).locator('.compare-table tbody tr');
  const texts = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent!)));
  return Object.fromEntries(texts.map(([label, a, b]) => [label, [a, b]]));
}

const riseOf = (states: DemoState[], key: 'transceivers' | 'mLines' | 'sdpBytes') =>
  (states.at(-1)![key] - states[0]![key]) / (states.length - 1);

/** What each further share added, by the page's own figures, as the panel writes it. */
function perShare(states: DemoState[], key: 'transceivers' | 'mLines'): string {
  const rise = riseOf(states, key);
  return `${rise > 0 ? '+' : rise < 0 ? '-' : ''}${Math.round(Math.abs(rise) * 100) / 100}`;
}

/** One line of a candidate, which may be gathered after the panel read the description. */
const CANDIDATE_BYTES = 200;

/** SDP by the panel against the page's own, up to a candidate that came late. */
function expectSdp(cells: string[], halves: DemoState[][]): void {
  halves.forEach((states, i) => {
    const [, amount, unit] = /^([+-]?[\d.,]+) (B|kB)$/.exec(cells[i]!)!;
    const shown = Number(amount) * (unit === 'kB' ? 1024 : 1);
    expect(Math.abs(shown - riseOf(states, 'sdpBytes')), cells[i]).toBeLessThan(CANDIDATE_BYTES);
  });
}

test('same page, another patch: a real tab capture, by the mouse; figures are the page’s own', async ({ launch }) => {
  const { context } = await launch(launchOptionsFor('tab'));
  const page = context.pages()[0]!;
  await page.goto(`${demo.publisherUrl}?source=tab&size=360&receiver=iframe`);
  await openCodePage(context, demo.codeUrl, 360);
  await page.bringToFront();
  const { panel, devtools, resize } = await openPanel(page);
  await resize(1300, 800);
  await start(panel);
  await expect(bar(panel)).toContainText('Step 1 of 2, without patch. Share for 6 s or more, then stop, 3 times');
  const first = await share(page, 2);
  await expect(bar(panel)).toContainText('2 of 3 screen shares');
  const reloaded = page.waitForEvent('load', { timeout: 30_000 });
  first.push(...(await share(page, 1)));
  await expect(bar(panel)).toContainText('Reloading with Reuse');
  await reloaded;
  await expect(bar(panel)).toContainText('Step 2 of 2, with Reuse. Share for 6 s or more, then stop, 3 times');
  await expect(panel.getByRole('radio', { name: 'Reuse' })).toBeChecked();
  const second = await share(page, 3);

  await expect(bar(panel)).toContainText('Done', { timeout: 15_000 });
  const result = panel.getByRole('region', { name: 'Comparison', exact: true });
  await expect(result).toContainText('adds no transceiver in “Reuse”');
  await devtools.screenshot({ path: 'out/guided-patch.png' });
  // The page was used as a user would, so its own figures are the truth.
  expect(first.map(({ transceivers }) => transceivers)).toEqual([1, 2, 3]);
  expect(second.map(({ transceivers }) => transceivers)).toEqual([1, 1, 1]);
  const said = await figures(panel);
  expect(said).toMatchObject({
    'Acceptance check': ['FAIL', 'PASS'],
    'Screen shares': ['3', '3'],
    'Video transceivers per further screen share': [perShare(first, 'transceivers'), perShare(second, 'transceivers')],
    'm-lines per further screen share': [perShare(first, 'mLines'), perShare(second, 'mLines')],
    'Video transceivers during the last screen share': ['3', '1'],
    'Idle video transceivers after the last stop': ['3', '1'],
    'No frame within 5 s': ['0 of 3', '0 of 3'],
    'Frame size': ['640×360', '640×360'],
    'Refused by the patch': ['none', 'none'],
  });
  expectSdp(said['SDP per further screen share']!, [first, second]);
  for (const label of ['Publish to first encoded frame, median', 'Negotiation, median', 'kbit/s after 5 s, median']) {
    for (const cell of said[label]!) expect(cell, label).toMatch(/^(≤ )?[\d.,]+/);
  }
  await expect(result.getByRole('list', { name: 'What was not alike' })).toHaveCount(0);
  await expect(panel.getByRole('radio', { name: 'Off' })).toBeChecked();

  const checks = panel.getByRole('button', { name: 'Check', exact: true });
  await checks.first().click();
  await checks.first().click();
  await expect(panel.getByRole('button', { name: 'FAIL' })).toHaveCount(1);
  await expect(panel.getByRole('button', { name: 'PASS' })).toHaveCount(1);
});

test('another build, unpatched: the demo, and the demo that reuses by itself @full', async ({ launch }) => {
  const { context } = await launch();
  const page = context.pages()[0]!;
  const url = `${demo.publisherUrl}?size=180&receiver=iframe`;
  await page.goto(url);
  const { panel, devtools, resize } = await openPanel(page);
  await resize(1300, 800);
  await start(panel, { build: true });
  await expect(bar(panel)).toContainText('Step 1 of 2, this build');
  const first = await share(page, 3);
  await expect(bar(panel)).toContainText('Open the other build', { timeout: 15_000 });
  await page.goto(`${url}&publish=reuse`);
  await expect(bar(panel)).toContainText('Step 2 of 2, the other build');
  const second = await share(page, 3);
  await expect(bar(panel)).toContainText('Done', { timeout: 15_000 });
  await devtools.screenshot({ path: 'out/guided-build.png' });
  const said = await figures(panel);
  expectSdp(said['SDP per further video publish']!, [first, second]);
  expect(said).toMatchObject({
    'Video publishes': ['3', '3'],
    'Video transceivers per further video publish': [perShare(first, 'transceivers'), perShare(second, 'transceivers')],
    'm-lines per further video publish': [perShare(first, 'mLines'), perShare(second, 'mLines')],
    'Video transceivers during the last video publish': [
      String(first.at(-1)!.transceivers),
      String(second.at(-1)!.transceivers),
    ],
    'No frame within 5 s': ['0 of 3', '0 of 3'],
  });
  expect(second.at(-1)!.transceivers).toBe(1);
  await expect(panel.getByRole('radio', { name: 'Off' })).toBeChecked();
  await expect(panel.locator('.runs .flags')).toHaveCount(0);

  // For a tracker: both kinds of content are on the clipboard, and the picture is a file.
  await panel.getByRole('region', { name: 'Comparison', exact: true }).getByRole('button', { name: 'Copy' }).click();
  await expect(
    panel.getByRole('region', { name: 'Comparison', exact: true }).getByRole('button', { name: 'Copied' }),
  ).toBeVisible();
  const target = await context.newPage();
  await target.goto(demo.publisherUrl);
  await context.grantPermissions(['clipboard-read'], { origin: new URL(demo.publisherUrl).origin });
  await target.bringToFront();
  const copied = await target.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item!.getType(type)).text();
    return { text: await read('text/plain'), html: await read('text/html') };
  });
  expect(copied.text).toContain('### Comparison: `First build` and `Second build`');
  expect(copied.text).toContain('| Video transceivers per further video publish | +1 | 0 | counted |');
  expect(copied.text).toContain('compare builds unpatched');
  expect(copied.html).toContain('<td>Video transceivers per further video publish</td><td>+1</td><td>0</td>');
  const saving = devtools.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save picture of Transceivers by publish' }).click();
  const picture = await saving;
  expect(picture.suggestedFilename()).toBe('transceivers-by-publish.png');
});

test('cancel, a navigation in a half, and going on with fewer shares', async ({ launch }) => {
  const { context } = await launch();
  const page = context.pages()[0]!;
  const url = `${demo.publisherUrl}?size=180&receiver=iframe`;
  await page.goto(url);
  const { panel } = await openPanel(page);
  await start(panel, { shares: 2 });
  await share(page, 1, 0);
  await expect(bar(panel)).toContainText('1 of 2 video publishes');
  await page.reload();
  await expect(bar(panel)).toContainText('The page navigated, so this half began again');
  await page.locator('#publish').click();
  await expect(bar(panel)).toContainText('1 running');
  const reloaded = page.waitForEvent('load');
  await bar(panel).getByRole('button', { name: 'Skip to next step' }).click();
  await reloaded;
  await expect(bar(panel)).toContainText('Step 2 of 2, with Reuse');
  await expect(panel.getByRole('radio', { name: 'Reuse' })).toBeChecked();
  await bar(panel).getByRole('button', { name: 'Cancel the guided comparison' }).click();
  await expect(bar(panel)).toHaveCount(0);
  await expect(panel.getByRole('radio', { name: 'Off' })).toBeChecked();
  await panelTab(panel, 'Runs 2').click();
  await expect(panel.getByRole('region', { name: 'Comparison', exact: true })).toContainText('Too few to compare');
});
