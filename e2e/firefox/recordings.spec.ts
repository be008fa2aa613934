import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { recordingOf } from '../../core/fixtures/recordings';
import { twenty } from '../../core/fixtures/scenes';
import { ensureBrowser } from '../../tooling/chromium/ensure.mjs';
import type { Firefox } from '../../tooling/firefox/launch';
import { FIREFOX_DIST } from '../../tooling/firefox/steer';
import { inPanel, openPanel } from '../../tooling/firefox/toolbox';
import { serveSharePage } from '../harness/share-page';
import { clickInPanel, expect, panelText, share, test, WITHOUT_FIREFOX } from './test';

test.skip(...WITHOUT_FIREFOX);

const VIEWER = pathToFileURL(join(FIREFOX_DIST, 'transceiver-inspector-viewer.html')).href;
/** What the first screen says, in words and figures. */
const SAID = '[aria-label=Verdict] p, [aria-label=Verdict] .figure';

/** Opens a file in the viewer, in Chromium. */
async function inChromesViewer<T>(file: string, look: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, chromiumSandbox: false });
  try {
    const page = await browser.newPage();
    await page.goto(VIEWER);
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.getByRole('region', { name: 'File that is shown' }).waitFor();
    return await look(page);
  } finally {
    await browser.close();
  }
}

const saidInChrome = (page: Page) => page.locator(SAID).allTextContents();
const saidInFirefox = (firefox: Firefox) =>
  inPanel(firefox, (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent), SAID);

/** What it says once two readings of the statistics have changed nothing more. */
async function settledInFirefox(firefox: Firefox): Promise<(string | null)[]> {
  for (let before = await saidInFirefox(firefox); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const now = await saidInFirefox(firefox);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}

/** Chooses a file in the panel, as from its file picker. */
function openInPanel(firefox: Firefox, name: string, content: string): Promise<void> {
  return inPanel(
    firefox,
    (fileName, text) => {
      const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
      const chosen = new DataTransfer();
      chosen.items.add(new File([text], fileName));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    content,
  );
}

test('what Firefox exports opens in Chrome’s viewer, with Firefox’s coefficients', async ({
  firefox,
  server,
  downloads,
}) => {
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  await openPanel(firefox);
  await panelText(firefox, /#1/);
  // Firefox's statistics name the codec of a share only after seconds.
  await firefox.inPage(() => (window as any).share('red', 'keep'));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await firefox.inPage(async () => {
    const { pair, shares } = window as any;
    const [transceiver] = pair.a.getTransceivers();
    const { track } = transceiver.sender;
    transceiver.direction = 'inactive';
    pair.a.removeTrack(transceiver.sender);
    await shares.negotiate(pair.a, pair.b);
    track.stop();
  });
  await share(firefox, 'blue', 'lime');
  await panelText(firefox, /3 transceivers, 3 idle/);
  const said = await settledInFirefox(firefox);
  await clickInPanel(firefox, 'Export…');
  await panelText(firefox, /Redact personal data/);
  await clickInPanel(firefox, 'Save file');
  const saved = () => readdirSync(downloads).find((name) => /\.json(\.gz)?$/.test(name));
  await expect.poll(saved, { timeout: 20_000 }).toBeTruthy();
  const file = join(downloads, saved()!);
  await expect.poll(() => existsSync(`${file}.part`)).toBe(false);
  await clickInPanel(firefox, 'Close');
  const [chrome, formula] = await inChromesViewer(file, async (page) => {
    const shown = await saidInChrome(page);
    await page.locator('.figure').first().click();
    return [shown, await page.getByRole('dialog').textContent()] as const;
  });
  expect(chrome).toEqual(said);
  expect(formula).toMatch(/\d × Firefox VP8, camera content: /);
  expect(formula).toMatch(/Coefficients: Firefox \d+/);
});

test('a recording made in Chrome says the same in Firefox’s panel, with Chromium’s coefficients', async ({
  firefox,
  server,
  downloads,
}) => {
  const content = JSON.stringify(recordingOf(twenty(Date.now())));
  const file = join(downloads, 'made-in-chrome.json');
  writeFileSync(file, content);
  const chrome = await inChromesViewer(file, saidInChrome);
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  await openPanel(firefox);
  await panelText(firefox, /#1/);
  await openInPanel(firefox, 'made-in-chrome.json', content);
  await panelText(firefox, /made-in-chrome\.json/);
  await expect.poll(() => saidInFirefox(firefox)).toEqual(chrome);
  expect(chrome.join()).toMatch(/20 screen shares made 20 transceivers.*≈ [\d.]+ [GM]B/);
  await inPanel(firefox, () => document.querySelector<HTMLElement>('.figure')!.click());
  await panelText(firefox, /Coefficients: Chromium \d+/);
});
