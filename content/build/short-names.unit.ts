import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../tooling/node/root.mjs';
import { SHORT_NAMES } from './short-names';

const textOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

/** Of these words, those of which a pattern finds a match. */
const found = (text: string, patternOf: (name: string) => RegExp) =>
  SHORT_NAMES.filter((name) => patternOf(name).test(text));

test('no name that is shortened is asked for by a string, or sent in a message', () => {
  // Types are erased: `Ledger<T>['isOver']`, `acting<Point extends 'publish'>`.
  const hook = textOf(join(ROOT, 'content/hook')).replace(/\b[A-Z]\w*(?:<\w+>)?\['\w+'\]/g, '');
  expect(found(hook, (name) => new RegExp(`(["'\`])${name}\\1`))).toEqual([]);
  const messages = textOf(join(ROOT, 'protocol/schema'));
  expect(found(messages, (name) => new RegExp(`\\b${name}:`))).toEqual([]);
});

test('no name that is shortened is one of the browser’s', () => {
  // TypeScript's own declarations are in the package for this system.
  const scope = join(ROOT, 'node_modules/@typescript');
  const system = readdirSync(scope).find((name) => name.startsWith('typescript-'))!;
  const folder = join(scope, system, 'lib');
  const libraries = readdirSync(folder).filter((file) => /^lib\.(dom|es\d+)/.test(file));
  const browser = libraries.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  expect(browser).toContain('addTransceiver(');
  expect(found(browser, (name) => new RegExp(`^\\s+(?:readonly |get |set )?${name}\\??[:(<]`, 'm'))).toEqual([]);
});

test('each name that is shortened is in use', () => {
  const hook = textOf(join(ROOT, 'content/hook'));
  expect(SHORT_NAMES.filter((name) => !new RegExp(`\\b${name}\\b`).test(hook))).toEqual([]);
});
