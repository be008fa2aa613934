import { spawn } from 'node:child_process';
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
