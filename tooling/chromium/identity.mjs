import { spawnSync } from 'node:child_process';
import { UserError } from '../node/user-error.mjs';

/** @typedef {{ path: string, version: string, product: string }} Browser */

/**
 * What the browser says of itself. On Windows `chrome.exe --version` opens a window instead, so
 * there the file's properties are read.
 * @param {string} path
 */
function versionLine(path) {
  const options = /** @type {const} */ ({ encoding: 'utf8', timeout: 20_000, windowsHide: true });
  if (process.platform !== 'win32') return spawnSync(path, ['--version'], options).stdout ?? '';
  const script = '$v = (Get-Item -LiteralPath $env:TI_BROWSER).VersionInfo; "$($v.ProductName) $($v.ProductVersion)"';
  const env = { ...process.env, TI_BROWSER: path };
  return spawnSync('powershell', ['-NoProfile', '-Command', script], { ...options, env }).stdout ?? '';
}

/**
 * Product and version of the browser at `path`; null where nothing there answers, be it that it is
 * no browser or that a library it needs is missing.
 * @param {string} path
 * @returns {Browser | null}
 */
export function identify(path) {
  const [, product, version] = /^\s*(\D+?) (\d+(?:\.\d+)+)/m.exec(versionLine(path)) ?? [];
  return product && version ? { path, version, product } : null;
}

/**
 * Refuses the branded Chrome, which ignores --load-extension since version 137; Chrome for Testing
 * and Chromium do not.
 * @param {Browser} browser
 * @throws {UserError}
 */
export function refuseBranded({ product, version, path }) {
  if (!product.startsWith('Google Chrome') || product.includes('for Testing')) return;
  throw new UserError(
    `${path} is Google Chrome ${version}, which cannot load an extension from the command line. ` +
      'Set CHROME_PATH to a Chromium or Chrome for Testing, or unset it and run "npx playwright install chromium". ' +
      '(To use the panel in your own Chrome: npm run build, then load the folder dist/chrome at chrome://extensions.)',
  );
}
