import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Entry, filesOf } from './files';

async function list(...names: string[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of filesOf(names)) entries.push(entry);
  return entries;
}

/** A folder as customers send it. */
function makeFolder(): string {
  const root = test.info().outputPath('calls');
  mkdirSync(join(root, 'monday/more'), { recursive: true });
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, '__MACOSX'));
  for (const name of [
    'b.txt',
    'a.json.gz',
    'no extension',
    'screenshot.PNG',
    '.DS_Store',
    'monday/c.gz',
    'monday/more/d.log',
  ])
    writeFileSync(join(root, name), 'x');
  writeFileSync(join(root, '.git/config'), '');
  return root;
}

const split = (root: string, entries: readonly Entry[]) => ({
  found: entries.filter((each) => 'size' in each).map(({ path }) => relative(root, path)),
  skipped: entries.flatMap((each) => ('skipped' in each ? [[relative(root, each.path), each.skipped]] : [])),
  problems: entries.flatMap((each) => ('problem' in each ? [each.problem] : [])),
});

test('a folder is all that is in it, in the order of the names; what holds no call is skipped, and why', async () => {
  const root = makeFolder();
  expect(split(root, await list(root))).toEqual({
    found: ['a.json.gz', 'b.txt', 'monday/c.gz', 'monday/more/d.log', 'no extension'],
    skipped: [
      ['.DS_Store', 'a hidden file'],
      ['.git', 'a hidden folder'],
      ['__MACOSX', 'a folder of the system or of a tool'],
      ['screenshot.PNG', 'a .png file holds no call'],
    ],
    problems: [],
  });
});

test('links in a circle, links that lead nowhere and folders linked twice come to an end', async () => {
  const root = makeFolder();
  symlinkSync(root, join(root, 'monday/up'), 'dir');
  symlinkSync(join(root, 'monday'), join(root, 'monday/more/again'), 'dir');
  symlinkSync(join(root, 'nowhere'), join(root, 'lost'));
  symlinkSync(join(root, 'self'), join(root, 'self'));
  const { found, skipped } = split(root, await list(root));
  expect(found).toHaveLength(5);
  expect(skipped).toEqual(
    expect.arrayContaining([
      ['lost', 'a link that leads nowhere'],
      ['self', 'a link that leads nowhere'],
      ['monday/more/again', 'this folder is searched already'],
      ['monday/up', 'this folder is searched already'],
    ]),
  );
});

test('a file that is named itself is tried whatever its name; what is not there is said by whoever reads it', async () => {
  const root = makeFolder();
  const [named, hidden, missing] = await list(
    join(root, 'screenshot.PNG'),
    join(root, '.DS_Store'),
    join(root, 'none.json'),
  );
  expect(named).toMatchObject({ size: 1, modified: expect.any(Number) });
  expect(hidden).toMatchObject({ size: 1 });
  expect(missing).toEqual({ path: join(root, 'none.json'), size: null, modified: null });
});

test('patterns: one folder, all folders, and one that matches nothing', async () => {
  const root = makeFolder();
  expect(split(root, await list(join(root, '*.{txt,gz}'))).found).toEqual(['a.json.gz', 'b.txt']);
  expect(split(root, await list(join(root, '**/*.gz'))).found).toEqual(['a.json.gz', 'monday/c.gz']);
  expect(split(root, await list(join(root, '*.zip'))).problems).toEqual(['no file matches this pattern.']);
  // A file whose name looks like a pattern is that file.
  writeFileSync(join(root, 'call [1].json'), 'x');
  expect(split(root, await list(join(root, 'call [1].json'))).found).toEqual(['call [1].json']);
});
