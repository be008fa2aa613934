import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../tooling/node/root.mjs';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const isThere = (path: string) => existsSync(join(ROOT, path));

/** Folders of the repository, without what is made or installed. */
const MADE = new Set(['node_modules', 'dist', 'out', 'test-results', 'playwright-report']);
function foldersIn(path: string): string[] {
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return folders
    .map(({ name }) => name)
    .filter((name) => !MADE.has(name))
    .sort();
}

const TOP = foldersIn('.');
const DOCS = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Code in backticks, fenced blocks left out. */
const codeIn = (markdown: string) =>
  [...markdown.replace(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);

/** The part of a path before a placeholder: `core/findings/units/` of `core/findings/units/<id>.ts`. */
const fixedPart = (path: string) => path.replace(/[^/]*[<{*].*$/, '');

for (const file of DOCS) {
  test(`${file}: paths of the repository in it exist`, () => {
    const paths = codeIn(read(file)).filter((code) => /^[\w.-]+\/[\w./<>{},*-]*$/.test(code));
    const ours = paths.filter((path) => TOP.includes(path.split('/')[0]!));
    expect(ours.filter((path) => !isThere(fixedPart(path)))).toEqual([]);
  });

  test(`${file}: files that it links to exist`, () => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !isThere(join(dirname(file), link)))).toEqual([]);
  });
}

/** Code in the first column of the table after a line of docs/internals.md. */
function firstColumn(after: string): string[] {
  const [, rest] = read('docs/internals.md').split(`\n${after}\n`);
  const table = rest?.trimStart().split('\n\n')[0];
  const cells = table?.split('\n').map((line) => line.split('|')[1]!);
  return cells?.flatMap(codeIn) ?? [];
}

/** The folders that paths begin with: `views/` of `views/files/`. */
const begin = (paths: readonly string[]) => [
  ...new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]!)),
];

const TABLES: [after: string, folder: string][] = [
  ['## Rooms', '.'],
  ['Inside the core:', 'core'],
  ['Inside the hook:', 'content/hook'],
];
for (const [after, folder] of TABLES) {
  test(`docs/internals.md names every folder of ${folder === '.' ? 'the repository' : `${folder}/`}, and no other`, () => {
    const named = firstColumn(after);
    expect(begin(named).sort()).toEqual(foldersIn(folder));
    expect(named.filter((path, i) => named.indexOf(path) !== i)).toEqual([]);
    expect(named.filter((path) => !isThere(join(folder, fixedPart(path))))).toEqual([]);
  });
}

test('the tree in CONTRIBUTING.md names every folder of the repository, core/ first, and no other', () => {
  const [, tree] = /\n```\n([^`]*)\n```/.exec(read('CONTRIBUTING.md').split('### The tree')[1]!)!;
  const named = [...tree!.matchAll(/^([\w-]+)\/ /gm)].map(([, name]) => name!);
  expect(named[0]).toBe('core');
  expect([...named].sort()).toEqual(TOP);
});
