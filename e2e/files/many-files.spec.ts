import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect, test } from '../harness/test';

const DIST = process.env.EXTENSION_DIR ?? join(ROOT, 'dist', 'chrome');
const VIEWER = pathToFileURL(join(DIST, 'transceiver-inspector-viewer.html')).href;
const DUMPS = join(ROOT, 'core/files/importers/webrtc-internals/fixtures');

/** A folder as a customer sends it: three calls, one of them below, a picture and a text. */
function makeFolder(): string {
  const folder = join(test.info().outputPath(), 'from-customer');
  mkdirSync(join(folder, 'monday'), { recursive: true });
  for (const [name, dump] of [
    ['stopped.gz', 'stopped'],
    ['monday/growing.gz', 'growing'],
    ['both.gz', 'camera-and-microphone'],
  ] as const)
    writeFileSync(join(folder, name), readFileSync(join(DUMPS, `${dump}.json.gz`)));
  writeFileSync(join(folder, 'notes.txt'), 'It became slow.');
  writeFileSync(join(folder, 'picture.png'), '');
  return folder;
}

test('the viewer takes a folder: the worst first, to search, to open one and come back, to compare two', async ({
  page,
}) => {
  await page.goto(VIEWER);
  await page.getByLabel('Folder to open').setInputFiles(makeFolder());
  const list = page.getByRole('main', { name: 'Files' });
  await expect(list.getByRole('status')).toHaveText('5 files, 2 with something that grows, 1 not readable, 1 skipped');
  const names = list.getByRole('rowheader');
  await expect(names).toHaveText([
    /monday\/growing\.gz$/,
    /\/both\.gz$/,
    /\/stopped\.gz$/,
    /notes\.txt$/,
    /picture\.png$/,
  ]);
  await expect(list.getByRole('row', { name: /notes/ })).toContainText('The file is text, but no JSON.');
  await expect(list.getByRole('row', { name: /picture/ })).toContainText('Skipped: a .png file holds no call');

  await list.getByRole('searchbox', { name: 'Search the files' }).fill('monday');
  await expect(names).toHaveText([/growing\.gz$/]);
  await list.getByRole('button', { name: /growing\.gz/ }).click();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('4 video publishes');
  await page.getByRole('button', { name: 'Back to the files' }).click();
  await expect(names).toHaveCount(5);

  await list.getByRole('checkbox', { name: /stopped/ }).check();
  await list.getByRole('checkbox', { name: /growing/ }).check();
  await list.getByRole('button', { name: 'Compare 2 files' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison).toContainText('stopped.gz');
  await expect(comparison).toContainText('growing.gz');
});
