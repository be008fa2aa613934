import { installByApt } from '../node/apt.mjs';
import { UserError } from '../node/user-error.mjs';
import { installByPlaywright } from './install.mjs';
import { browserAt, findInstalled } from './places.mjs';

/** @typedef {import('./identity.mjs').Browser} Browser */

/** A font, or text on a bare server is a row of boxes. */
const PACKAGES = ['chromium', 'fonts-liberation'];

const WHAT_TO_DO = `No browser was found that can load the extension. Do one of these and try again:
  - install Chromium (Debian: apt-get install chromium), or
  - run "npx playwright install chromium", or
  - set CHROME_PATH to a Chromium or Chrome for Testing.
Google Chrome itself will not do: since version 137 it ignores --load-extension.`;

/**
 * The browser that is there: CHROME_PATH, else an installed Chromium or Chrome for Testing, else
 * one in Playwright's cache. Installs nothing.
 * @returns {Browser | null}
 * @throws {UserError} where CHROME_PATH names something that will not do
 */
function findBrowser() {
  const { CHROME_PATH } = process.env;
  return CHROME_PATH ? browserAt(CHROME_PATH) : findInstalled();
}

/**
 * The browser, installed where none is there: by Playwright, else by apt-get. Sets CHROME_PATH, so
 * that the processes we start use the same one.
 * @returns {Promise<Browser>}
 * @throws {UserError} saying what to do
 */
export async function ensureBrowser() {
  const browser =
    findBrowser() ??
    ((await installByPlaywright()) ? findInstalled() : null) ??
    (installByApt(PACKAGES) ? findInstalled() : null);
  if (!browser) throw new UserError(WHAT_TO_DO);
  process.env.CHROME_PATH = browser.path;
  return browser;
}
