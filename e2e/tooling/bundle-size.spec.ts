import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  biggest,
  firstLoadOf,
  HOOK_LIMIT,
  hookSize,
  OVERVIEW_LIMIT,
  overviewLoadOf,
  PANEL_LIMIT,
  sumOf,
  TABS_LIMIT,
  tabsLoadOf,
} from '../../bench/panel-load/sizes';
import { DIST } from '../../tooling/browser/browser';
import { ROOT } from '../../tooling/node/root.mjs';

test('the hook stays within its size', () => {
  const { bytes } = hookSize(DIST);
  expect(bytes, `The hook has ${bytes} bytes gzipped; ${HOOK_LIMIT} are allowed.`).toBeLessThanOrEqual(HOOK_LIMIT);
});

test('the panel’s first load stays within its size', () => {
  const sizes = firstLoadOf(DIST);
  const bytes = sumOf(sizes);
  const names = sizes.map(({ file }) => file);
  // What is certainly part of it, and what certainly is not: the files were found and told apart.
  expect(names.filter((name) => /\/(app|panel)-[^/]+\.js$/.test(name))).toHaveLength(2);
  expect(names.filter((name) => name.endsWith('.css'))).toHaveLength(1);
  expect(names.filter((name) => /\/chart-/.test(name))).toHaveLength(0);
  const said = `The panel’s first load has ${bytes} bytes gzipped; ${PANEL_LIMIT} are allowed.`;
  expect(bytes, `${said} The biggest: ${biggest(sizes)}.`).toBeLessThanOrEqual(PANEL_LIMIT);
});

test('what the overview and the other tabs load later stays within its size', () => {
  const overview = overviewLoadOf(DIST);
  // The lanes' rows are in a chunk that they share with the tables.
  for (const name of ['Overview', 'chart', 'rows']) {
    expect(overview.filter(({ file }) => file.startsWith(`assets/${name}-`))).toHaveLength(1);
  }
  const tabs = tabsLoadOf(DIST);
  for (const [sizes, limit] of [[overview, OVERVIEW_LIMIT] as const, [tabs, TABS_LIMIT] as const]) {
    const bytes = sumOf(sizes);
    expect(bytes, `It has ${bytes} bytes gzipped: ${biggest(sizes)}.`).toBeLessThanOrEqual(limit);
  }
});

test('it is a build for production: no file names a folder of the machine that built it', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:js|html)$/.test(name));
  expect(files.length).toBeGreaterThan(20);
  // A build for development names each view's file.
  const views = join(ROOT, 'panel', 'views');
  for (const name of files) expect(readFileSync(join(DIST, name), 'utf8').includes(views), name).toBe(false);
});
