import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installByApt } from '../node/apt.mjs';
import { UserError } from '../node/user-error.mjs';

/** @typedef {{ path: string, version: string }} Firefox */

/** As strict_min_version in the manifest. */
export const MIN_FIREFOX = 153;

export const NO_FIREFOX = `No Firefox ${MIN_FIREFOX} or newer was found. Do one of these and try again:
  - install one (Debian: apt-get install firefox-esr), or
  - set FIREFOX_PATH to one.`;

/** Firefox on the PATH, and where its installers put it. */
function installedPlaces() {
  const { PATH = '', ProgramFiles } = process.env;
  if (process.platform === 'darwin') return ['/Applications/Firefox.app/Contents/MacOS/firefox'];
  if (process.platform === 'win32') return ProgramFiles ? [join(ProgramFiles, 'Mozilla Firefox', 'firefox.exe')] : [];
  const dirs = PATH.split(delimiter).filter(Boolean);
  return ['firefox', 'firefox-esr'].flatMap((name) => dirs.map((dir) => join(dir, name)));
}

/** @param {string} path @returns {Firefox | null} null where no Firefox starts there, or too old a one */
function firefoxAt(path) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  const version = /Firefox (\d+[\w.]*)/.exec(stdout ?? '')?.[1];
  return version && Number.parseInt(version, 10) >= MIN_FIREFOX ? { path, version } : null;
}

/**
 * The Firefox that is there: FIREFOX_PATH, else an installed one. Installs nothing.
 * @returns {Firefox | null}
 * @throws {UserError} where FIREFOX_PATH names something that will not do
 */
export function findFirefox() {
  const { FIREFOX_PATH } = process.env;
  if (!FIREFOX_PATH) {
    for (const path of installedPlaces()) {
      const found = existsSync(path) ? firefoxAt(path) : null;
      if (found) return found;
    }
    return null;
  }
  const named = firefoxAt(FIREFOX_PATH);
  if (!named)
    throw new UserError(`FIREFOX_PATH is ${FIREFOX_PATH}, but no Firefox ${MIN_FIREFOX} or newer starts there.`);
  return named;
}

/**
 * The Firefox, installed by apt-get where none is there and we may.
 * @returns {Firefox}
 * @throws {UserError} saying what to do
 */
export function ensureFirefox() {
  const firefox = findFirefox() ?? (installByApt(['firefox-esr', 'fonts-liberation']) ? findFirefox() : null);
  if (!firefox) throw new UserError(NO_FIREFOX);
  return firefox;
}
