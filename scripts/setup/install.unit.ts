import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { isInstalled } from './install.mjs';

const LOCKED = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
};

/** A project folder with this lockfile, and with what npm says it installed. */
function project(locked: object, present?: object): string {
  const root = mkdtempSync(join(tmpdir(), 'ti-install-'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  if (present) {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }));
  }
  return root;
}

test('without node_modules, nothing is installed', () => {
  expect(isInstalled(project(LOCKED))).toBe(false);
});

test('packages for other systems may be missing', () => {
  expect(isInstalled(project(LOCKED, { 'node_modules/a': LOCKED['node_modules/a'] }))).toBe(true);
});

test('another version than the lockfile names means to install again', () => {
  const present = { 'node_modules/a': { version: '1.2.2', integrity: 'sha512-b' } };
  expect(isInstalled(project(LOCKED, present))).toBe(false);
});

test('a package that is new in the lockfile means to install again', () => {
  const locked = { ...LOCKED, 'node_modules/b': { version: '1.0.0', integrity: 'sha512-b' } };
  expect(isInstalled(project(locked, { 'node_modules/a': LOCKED['node_modules/a'] }))).toBe(false);
});
