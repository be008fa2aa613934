import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createGzip, gunzipSync } from 'node:zlib';
import type { Download, Frame, Page } from '@playwright/test';
import { BOMBS, piecesOf } from '../../core/fixtures/hostile/bombs';
import { extensionIdOf } from '../../tooling/browser/browser';
import { readMemory, rendererPid } from '../../tooling/browser/renderer';
import { ROOT } from '../../tooling/node/root.mjs';
import { panelTab, serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

const DIST = process.env.EXTENSION_DIR ?? join(ROOT, 'dist', 'chrome');
const VIEWER = pathToFileURL(join(DIST, 'transceiver-inspector-viewer.html')).href;
/** chrome://webrtc-internals was opened after the call began: no verdict. */
const LATE_DUMP = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/customers/01-opened-late.json.gz');
const DUMP = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz');

const verdict = (panel: Frame | Page) => panel.getByRole('region', { name: 'Verdict' });
const fileBar = (panel: Frame | Page) => panel.getByRole('region', { name: 'File that is shown' });
const chooser = (panel: Frame | Page) => panel.locator('input[type=file]').first();

/** Drops a file as a user's mouse would: the browser itself only takes files from a real drag. */
async function drop(panel: Frame | Page, name: string, content: string): Promise<void> {
  await panel.evaluate(
    ([fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], fileName));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    [name, content] as const,
  );
}

async function textOf(download: Download): Promise<string> {
  const bytes = readFileSync(await download.path());
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
}

test('what was recorded is exported, opened again beside the page, and says the same', async ({
  page,
  server,
  openPanel,
}) => {
  serveSharePage(server);
  // All of it is legal in a URL.
  await page.goto(server.url("/?it's=(s3cret)&token=s3cret#'s3cret"));
  await share(page, ['red', 'lime', 'blue', 'yellow']);
  const { panel, devtools } = await openPanel(page);
  await expect(verdict(panel)).toContainText('4 idle');
  const sayAll = async () => (await verdict(panel).locator('p, .culprit').allTextContents()).join(' ');
  const said = await sayAll();

  await panel.getByRole('button', { name: 'Export…' }).click();
  const dialog = panel.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('checkbox')).toBeChecked();
  await expect(dialog).toContainText('paths and parameters of URLs');
  const waiting = devtools.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save file' }).click();
  const download = await waiting;
  await expect(dialog).toContainText(/[1-9]\d* paths and parameters of URLs/);
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  const text = await textOf(download);
  expect(text).not.toContain('s3cret');
  expect(JSON.parse(text)).toMatchObject({
    format: 'transceiver-inspector-recording',
    version: 1,
    // What it is of, when, in which browser and by which version of the tool; the page's path is redacted.
    savedAt: expect.any(Number),
    environment: { inspector: expect.stringMatching(/^\d+\.\d+/), userAgent: expect.stringContaining('Chrome/') },
    documents: [{ info: { url: expect.stringMatching(/^http:\/\/localhost/) } }],
  });

  // Something else happens on the page meanwhile.
  await share(page, ['cyan']);
  await expect(verdict(panel)).toContainText('5 idle');
  await drop(panel, 'call.json', text);
  await expect(fileBar(panel)).toContainText('call.json');
  await expect(verdict(panel)).toContainText('4 idle');
  // The app's line stays, the names of its function and script do not.
  const line = /(?:(\S+)\(\) )?share\.js:5:/;
  expect(said).toMatch(line);
  const redacted = await sayAll();
  expect(redacted.replace(/fn-\d+/, line.exec(said)![1] ?? '').replace(/script-\d+/, 'share.js')).toBe(said);
  await expect(panel.getByRole('radiogroup', { name: 'Try a fix' })).toHaveCount(0);

  await drop(panel, 'broken.json', text.slice(0, text.length / 2));
  await expect(panel.getByRole('alert')).toContainText('broken.json was not opened. The file ends too early');
  await expect(verdict(panel)).toContainText('4 idle');
  await panel.getByRole('button', { name: 'Back to the page' }).click();
  await expect(verdict(panel)).toContainText('5 idle');
  await expect(panel.getByRole('radiogroup', { name: 'Try a fix' })).toBeVisible();
});

test('support’s way: the viewer from disk, a dump, the answer, a report, and no network', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(VIEWER);
  const first = page.getByRole('main').locator('p').first();
  await expect(first).toContainText('Finds WebRTC leaks in a page: transceivers and senders that pile up');
  await expect(first).toContainText('It does not analyze network');
  await page.getByText('Instructions for the customer').click();
  await expect(page.locator('.ask pre')).toContainText('at least four times');
  // Lists and instructions begin at the left, though the page is centered.
  for (const text of ['.viewer-start ul', '.ask pre'])
    expect(
      await page
        .locator(text)
        .first()
        .evaluate((each) => getComputedStyle(each).textAlign),
    ).toBe('start');

  // What is missing, with a way back to whoever sent it.
  await chooser(page).setInputFiles(LATE_DUMP);
  await page.getByRole('button', { name: 'What else to check' }).click();
  await page.getByText('Answer to whoever sent the file').click();
  await expect(page.locator('#fix .ask pre')).toContainText(
    /^Thank you for the file\. It is not enough for a verdict\. [\s\S]*at least four times/,
  );

  await chooser(page).setInputFiles(DUMP);
  await expect(verdict(page)).toContainText(
    'Growing: 4 video publishes made 4 transceivers, 4 idle, none removed (and 1 more growing).',
  );
  await expect(verdict(page)).toContainText(/≈\s*\d+ MB\s*\(estimate\)/);
  await verdict(page).getByRole('button', { name: 'Copy report' }).click();
  await expect(verdict(page).getByRole('status').filter({ hasText: 'Copied the verdict' })).toBeAttached();
  await panelTab(page as never, 'Patch log').click();
  await expect(page.getByRole('tabpanel')).toHaveText(/^No patch has acted/);
  await expect(page.getByRole('tabpanel')).not.toContainText('Try a fix');
  await page.getByText('About this file').click();
  await expect(fileBar(page)).toContainText('Unknown here, since Chrome does not log it');
  await page.getByRole('button', { name: 'Reproduce…' }).click();
  await expect(page.getByRole('dialog')).toContainText('codec=VP8&size=360&cycles=4');
  await page.keyboard.press('Escape');
  await panelTab(page as never, 'Transceivers').click();
  await expect(page.getByRole('grid', { name: 'Transceivers' })).toContainText('inactive');

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  const report = test.info().outputPath('report.html');
  await (await waiting).saveAs(report);
  await page.goto(pathToFileURL(report).href);
  await expect(verdict(page)).toContainText('4 idle, none removed');
  // Beside the page itself only what it holds.
  expect(asked.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
  expect(errors).toEqual([]);
});

test('the viewer as a page of the extension', async ({ page, context }) => {
  await page.goto(`chrome-extension://${extensionIdOf(context)}/extension/viewer.html`);
  await chooser(page).setInputFiles(DUMP);
  await expect(verdict(page)).toContainText('4 idle, none removed');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  expect(readFileSync(await (await waiting).path(), 'utf8')).toContain('"version":1');
});

test('markup in a file is text', async ({ page }) => {
  await page.goto(VIEWER);
  const dump = gunzipSync(readFileSync(DUMP)).toString();
  const hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
  const quoted = JSON.stringify(hostile).slice(1, -1);
  await drop(page, `${hostile}.json`, dump.replaceAll('http://localhost:45363/index.html', quoted));
  await expect(verdict(page)).toContainText('4 idle');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  const report = test.info().outputPath('hostile.html');
  await (await waiting).saveAs(report);
  await page.goto(pathToFileURL(report).href);
  await expect(verdict(page)).toContainText('4 idle');
  expect(await page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined();
});

/** The bombs whose ways differ: refused at the start, in the middle, inside a dump's texts, by the parser. */
const TRIED = [
  'a list of objects',
  'objects in short lists',
  'lists in lists',
  'numbers',
  'keys',
  'series without end',
  'objects inside the texts of a dump',
  'nothing but line ends',
];

test('a bomb is refused with a sentence: what was open stays, and neither memory nor the page goes', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const { context } = await launch();
  const page = await context.newPage();
  await page.goto(VIEWER);
  await chooser(page).setInputFiles(DUMP);
  await expect(verdict(page)).toContainText('4 idle');
  const pid = await rendererPid(page);
  // The longest that the page stood still.
  await page.evaluate(() => {
    const state = Object.assign(globalThis, { still: 0 });
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      state.still = Math.max(state.still, now - last);
      last = now;
    }, 50);
  });
  for (const bomb of BOMBS.filter(({ name }) => TRIED.includes(name))) {
    const file = test.info().outputPath('bomb.json.gz');
    await pipeline(piecesOf(bomb), createGzip(), createWriteStream(file));
    await chooser(page).setInputFiles([]);
    await chooser(page).setInputFiles(file);
    let most = 0;
    await expect
      .poll(
        async () => {
          most = Math.max(most, (await readMemory(pid))?.mib ?? 0);
          return page
            .getByRole('alert')
            .textContent({ timeout: 100 })
            .catch(() => '');
        },
        { intervals: [50], timeout: 60_000 },
      )
      .toContain(bomb.refusal);
    await expect(page.getByRole('alert')).toContainText('bomb.json.gz was not opened.');
    await expect(verdict(page)).toContainText('4 idle');
    const still = await page.evaluate(() => {
      const { still: longest } = globalThis as unknown as { still: number };
      Object.assign(globalThis, { still: 0 });
      return longest;
    });
    console.log(`${bomb.name}: at most ${Math.round(most)} MiB, stood still for ${Math.round(still)} ms`);
    expect(most).toBeLessThan(600);
    // Two to five seconds on an idle machine; a page that hangs never comes back.
    expect(still).toBeLessThan(20_000);
  }
});
