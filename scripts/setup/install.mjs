import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tooling/node/root.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, link?: boolean }} Locked */

/**
 * @param {string} file
 * @returns {Record<string, Locked> | null} null where the file is missing or broken
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm itself keeps the record, in
 * node_modules/.package-lock.json, written when an install has finished: contents are compared, not
 * times, since a clone gives every file a new one. Optional packages may be for other systems.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const found = present[path];
    if (path === '' || (optional && !found)) return true;
    return found?.version === version && found?.integrity === integrity;
  });
}

/**
 * npm, the one that runs us where there is one: on Windows the PATH's is a .cmd file.
 * @param {string} root
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
function npm(root, args) {
  const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit' });
  const all = [...args, '--no-audit', '--no-fund'];
  const running = process.env.npm_execpath;
  const { status } = running?.endsWith('.js')
    ? spawnSync(process.execPath, [running, ...all], options)
    : spawnSync('npm', all, { ...options, shell: process.platform === 'win32' });
  return status === 0;
}

/**
 * Installs the lockfile's packages unless they are there.
 * @throws {UserError}
 */
export function ensureInstalled(root = ROOT) {
  if (isInstalled(root)) return;
  console.log('Installing packages (npm ci) …');
  if (npm(root, ['ci'])) return;
  // npm ci refuses a lockfile made where the registry had no builds for this system (npm/cli#4828);
  // npm install adds those, in the exact versions that their parents name.
  console.log('Once more, with npm install …');
  if (npm(root, ['install', '--no-save'])) return;
  throw new UserError('The packages could not be installed: see what npm says above.');
}
