import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../node/root.mjs';

/**
 * Downloads Playwright's Chromium. Ends at the first error: without a network, Playwright's own
 * repetitions would only take time.
 * @returns {Promise<boolean>} whether it is there now
 */
export function installByPlaywright() {
  console.log('No Chromium found; downloading the one of Playwright …');
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  const child = spawn(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '8000' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let failed = false;
  child.stderr.on('data', (text) => {
    if (failed || !/^Error/m.test(String(text))) return;
    failed = true;
    console.log('The download failed.');
    child.kill();
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code === 0 && !failed)));
}

/** Whether this is Debian, Ubuntu or a child of theirs. */
function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Installs Debian's Chromium, where we may. @returns {boolean} whether apt-get says it did */
export function installByApt() {
  if (process.getuid?.() !== 0 || !isDebian()) return false;
  console.log('Installing Chromium (apt-get install chromium) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-q', ...args], { env, stdio: 'inherit' }).status === 0;
  // A font, or text on a bare server is a row of boxes.
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
}
