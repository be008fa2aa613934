import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installByApt } from '../node/apt.mjs';
import { UserError } from '../node/user-error.mjs';

/** @typedef {{ path: string, version: string }} Firefox */

/** As strict_min_version in the manifest. */
export const MIN_FIREFOX = 153;

/** Firefox on the PATH, and where its installers put it. */
function installedPlaces() {
  const { PATH = '', ProgramFiles } = process.env;
  if (process.platform === 'darwin') return ['/Applications/Firefox.app/Contents/MacOS/firefox'];
  if (process.platform === 'win32') return ProgramFiles ? [join(ProgramFiles, 'Mozilla Firefox', 'firefox.exe')] : [];
  const dirs = PATH.split(delimiter).filter(Boolean);
  return ['firefox', 'firefox-esr'].flatMap((name) => dirs.map((dir) => join(dir, name)));
}

/** @param {string} path @returns {Firefox | null} null where no Firefox starts there */
function firefoxAt(path) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  const version = /Firefox (\d+[\w.]*)/.exec(stdout ?? '')?.[1];
  return version ? { path, version } : null;
}

/** @param {Firefox} firefox */
const isNewEnough = ({ version }) => Number.parseInt(version, 10) >= MIN_FIREFOX;

const installedOnes = () => installedPlaces().flatMap((path) => (existsSync(path) ? (firefoxAt(path) ?? []) : []));

/** What to do where there is none. @returns {string} names one that is too old */
export function noFirefox() {
  const [old] = installedOnes();
  return `No Firefox ${MIN_FIREFOX} or newer was found${old ? `; ${old.path} is Firefox ${old.version}` : ''}. Do one of these and try again:
  - install one (Debian: apt-get install firefox-esr), or
  - set FIREFOX_PATH to one.`;
}

/**
 * The Firefox that is there: FIREFOX_PATH, else an installed one. Installs nothing.
 * @returns {Firefox | null}
 * @throws {UserError} where FIREFOX_PATH names something that will not do
 */
export function findFirefox() {
  const { FIREFOX_PATH } = process.env;
  if (!FIREFOX_PATH) return installedOnes().find(isNewEnough) ?? null;
  const named = firefoxAt(FIREFOX_PATH);
  if (!named) throw new UserError(`FIREFOX_PATH is ${FIREFOX_PATH}, but no Firefox starts there.`);
  if (isNewEnough(named)) return named;
  throw new UserError(`FIREFOX_PATH is ${FIREFOX_PATH}, Firefox ${named.version}: ${MIN_FIREFOX} or newer is needed.`);
}

/**
 * The Firefox, installed by apt-get where none is there and we may.
 * @returns {Firefox}
 * @throws {UserError} saying what to do
 */
export function ensureFirefox() {
  const firefox = findFirefox() ?? (installByApt(['firefox-esr', 'fonts-liberation']) ? findFirefox() : null);
  if (!firefox) throw new UserError(noFirefox());
  return firefox;
}
