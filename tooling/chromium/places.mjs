import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { UserError } from '../node/user-error.mjs';
import { identify, refuseBranded } from './identity.mjs';

/** What a browser is called, by system: as a macOS app, a Windows folder, a command on the PATH. */
const CHROMIUM = {
  apps: ['Chromium', 'Google Chrome for Testing'],
  folders: [['Chromium', 'Application', 'chrome.exe']],
  commands: ['chromium', 'chromium-browser'],
};
const BRANDED = {
  apps: ['Google Chrome', 'Microsoft Edge'],
  folders: [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ],
  commands: ['google-chrome', 'google-chrome-stable', 'microsoft-edge'],
};

/** @param {readonly string[]} names */
const macApps = (names) => names.map((name) => `${name}.app/Contents/MacOS/${name}`);

/**
 * On the PATH, and where its installers put it.
 * @param {typeof CHROMIUM} names
 */
function installedPlaces({ apps, folders, commands }) {
  const { PATH = '', LOCALAPPDATA, ProgramFiles } = process.env;
  if (process.platform === 'darwin') {
    const dirs = ['/Applications', join(homedir(), 'Applications')];
    return dirs.flatMap((dir) => macApps(apps).map((app) => join(dir, app)));
  }
  if (process.platform === 'win32') {
    return [LOCALAPPDATA, ProgramFiles, process.env['ProgramFiles(x86)']].flatMap((dir) =>
      dir ? folders.map((path) => join(dir, ...path)) : [],
    );
  }
  const dirs = PATH.split(delimiter).filter(Boolean);
  return commands.flatMap((name) => dirs.map((dir) => join(dir, name)));
}

/** @param {string} dir */
const entries = (dir) => (existsSync(dir) ? readdirSync(dir) : []);

/** Playwright's Chromiums, the newest first: <cache>/chromium-1255/chrome-linux64/chrome. */
function playwrightPlaces() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[/** @type {string} */ (process.platform)] ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
  const revision = (/** @type {string} */ name) => Number(name.split('-')[1]);
  const builds = entries(cache).filter((name) => /^chromium-\d+$/.test(name));
  builds.sort((a, b) => revision(b) - revision(a));
  return builds.flatMap((build) =>
    entries(join(cache, build))
      .filter((name) => name.startsWith('chrome-'))
      .flatMap((name) =>
        ['chrome', 'chrome.exe', ...macApps(CHROMIUM.apps)].map((file) => join(cache, build, name, file)),
      ),
  );
}

/**
 * The first Chromium or Chrome for Testing that is there and starts.
 * @returns {import('./identity.mjs').Browser | null}
 */
export function findInstalled() {
  return firstOf([...installedPlaces(CHROMIUM), ...playwrightPlaces()]);
}

/**
 * The browser that its user most likely works with: Chrome or Edge, else what findInstalled() finds.
 * @returns {import('./identity.mjs').Browser | null}
 */
export function findUsual() {
  return firstOf(installedPlaces(BRANDED)) ?? findInstalled();
}

/** @param {readonly string[]} paths @returns the first that is there and starts */
function firstOf(paths) {
  for (const path of paths) {
    const browser = existsSync(path) ? identify(path) : null;
    if (browser) return browser;
  }
  return null;
}

/**
 * The browser that CHROME_PATH names.
 * @param {string} path
 * @returns {import('./identity.mjs').Browser}
 * @throws {UserError} where no browser starts there, or one that will not do
 */
export function browserAt(path) {
  const browser = identify(path);
  if (!browser) throw new UserError(`CHROME_PATH is ${path}, but no browser starts there.`);
  refuseBranded(browser);
  return browser;
}
