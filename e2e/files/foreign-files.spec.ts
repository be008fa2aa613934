import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { savedPage } from '../../core/files/importers/about-webrtc/fixtures/page';
import { sharesLines } from '../../core/files/importers/jitsi-rtcstats/fixtures/shares';
import { sharesTrace } from '../../core/files/importers/rtcstats-js/fixtures/shares';
import { tarOf } from '../../core/files/unpack/fixtures/tar';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect, test } from '../harness/test';

const DIST = process.env.EXTENSION_DIR ?? join(ROOT, 'dist', 'chrome');
const VIEWER = pathToFileURL(join(DIST, 'transceiver-inspector-viewer.html')).href;
const DUMP = gunzipSync(
  readFileSync(join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz')),
).toString();

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const open = (page: Page, name: string, content: string | Uint8Array) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });

test('the viewer opens files of other tools, packed or not, and names what it can’t open', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(VIEWER);
  for (const [name, content, says] of [
    ['trace.jsonl', sharesTrace(), 'Growing: 4 video publishes made 4 transceivers, 4 idle'],
    ['lines.txt', sharesLines(), 'Growing: 3 video publishes made 3 transceivers, 3 idle'],
    ['about.html', savedPage(3), '3 video publishes made 3 transceivers'],
    ['dump.zip', zipSync({ 'dump.txt': strToU8(DUMP) }), 'Growing: 4 video publishes made 4 transceivers'],
    ['lines.tar', tarOf({ 'lines.txt': sharesLines() }), 'Growing: 3 video publishes'],
    ['utf16.txt', Buffer.from(`\ufeff${DUMP}`, 'utf16le'), 'Growing: 4 video publishes made 4 transceivers'],
  ] as const) {
    await open(page, name, content);
    await expect(page.getByRole('region', { name: 'File that is shown' })).toContainText(name);
    await expect(verdict(page)).toContainText(says);
  }
  await open(page, 'page.har', '{"log":{"version":"1.2","entries":[]}}');
  await expect(page.getByRole('alert')).toContainText('This is a HAR file');
  await expect(verdict(page)).toContainText('4 video publishes');

  const several = zipSync({
    'a.txt': strToU8(sharesLines()),
    'b.txt': strToU8(DUMP),
    'c.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
  });
  await open(page, 'several.zip', several);
  const list = page.getByRole('main', { name: 'Files' });
  await expect(list.getByRole('status')).toHaveText('3 files, 2 with something that grows, 1 not readable');
  await expect(list.getByRole('row', { name: /c\.png/ })).toContainText('This is a PNG picture');
  await list.getByRole('button', { name: /several\.zip: b\.txt/ }).click();
  await expect(verdict(page)).toContainText('4 video publishes');
  await expect(page.getByRole('region', { name: 'File that is shown' })).toContainText('several.zip: b.txt');
  await page.getByRole('button', { name: 'Back to the files' }).click();
  await expect(list.getByRole('rowheader')).toHaveCount(3);
  expect(errors).toEqual([]);
});
