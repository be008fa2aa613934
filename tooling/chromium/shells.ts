import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from '@playwright/test';
import { installByApt } from '../node/apt.mjs';
import { UserError } from '../node/user-error.mjs';
import { type Browser, identify } from './identity.mjs';

/**
 * Carries Chromium's headless shell, a version of it in each of its own, for Linux on x64. Not a
 * dependency of ours: npm fetches what is asked for, and it is kept over checkouts.
 */
const PACKAGE = '@sparticuz/chromium';
const WHAT = 'Chromium headless shell';
/** Debian's packages of the libraries that a shell does not bring along. */
const LIBRARIES = ['libnss3', 'libnspr4', 'libexpat1'];

/**
 * What is started in its place. Asked for its version, a headless shell would start; and its own
 * libraries are beside it.
 */
const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")
if [ "$1" = --version ]; then exec cat "$here/version"; fi
LD_LIBRARY_PATH="$here\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/headless-shell" "$@"
`;

/** It has WebRTC and takes scripts, but no extensions, no DevTools and no tab to capture. */
export const isShell = ({ product }: Pick<Browser, 'product'>) => product === WHAT;

const cache = () =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'transceiver-inspector', 'headless-shells');

/**
 * The headless shells of some versions, fetched where they are not kept already.
 * @param list by commas: `121`, or the package's own version, `143.0.4`
 * @throws {UserError} where one can't be had or does not start
 */
export async function ensureShells(list: string): Promise<Browser[]> {
  const versions = list.split(',').map((each) => each.trim());
  const wrong = versions.find((each) => !/^\d{2,3}(?:\.\d+\.\d+)?$/.test(each));
  if (wrong !== undefined) throw new UserError(`A version is a number such as 121, not "${wrong.slice(0, 40)}".`);
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new UserError(
      `Headless shells of other versions are for Linux on x64, not ${process.platform} on ${process.arch}.`,
    );
  const shells: Browser[] = [];
  for (const version of versions) shells.push(await ensureShell(version));
  return shells;
}

async function ensureShell(version: string): Promise<Browser> {
  const folder = join(cache(), version);
  const launcher = join(folder, 'chromium');
  const kept = existsSync(launcher) ? identify(launcher) : null;
  if (kept) return kept;
  mkdirSync(cache(), { recursive: true });
  const fresh = mkdtempSync(join(cache(), 'new-'));
  try {
    console.log(`Fetching ${WHAT} ${version} (npm pack ${PACKAGE}@${version}) …`);
    await unpack(fetchPackage(version, fresh), fresh, version);
    await start(fresh, version);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return identify(launcher)!;
}

/** npm, the one that runs us where there is one. It checks what it downloads against the registry's hash. */
function npm(...args: string[]): { error?: { code?: string; summary?: string } } & Record<string, unknown> {
  const running = process.env.npm_execpath;
  const [program, first] = running?.endsWith('.js') ? [process.execPath, [running]] : ['npm', []];
  const all = [...first, ...args, '--json', '--fetch-retries=1'];
  const { stdout, error } = spawnSync(program, all, { encoding: 'utf8', timeout: 15 * 60_000 });
  try {
    return JSON.parse(stdout);
  } catch {
    return { error: { summary: error?.message ?? 'npm gave no answer' } };
  }
}

/** @returns the tarball */
function fetchPackage(version: string, folder: string): string {
  const { error } = npm('pack', `${PACKAGE}@${version}`, '--pack-destination', folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!error && tarball) return join(folder, tarball);
  const why = (error?.summary ?? 'npm packed nothing').slice(0, 300);
  if (error?.code === 'EINTEGRITY') throw broken(version, why);
  if (error?.code !== 'ETARGET' && error?.code !== 'E404') {
    const here = readdirSync(cache()).filter((name) => /^\d/.test(name));
    const instead = here.length > 0 ? `Kept here already: ${here.join(', ')}.` : 'None is kept here yet.';
    throw new UserError(`${PACKAGE} ${version} could not be fetched: ${why}. Is there a network? ${instead}`);
  }
  const listed = npm('view', PACKAGE, 'versions') as unknown;
  const versions = Array.isArray(listed) ? majorsOf(listed.map(String)) : [];
  const those =
    versions.length > 0 ? `It carries ${versions.join(', ')}.` : `"npm view ${PACKAGE} versions" lists them.`;
  throw new UserError(`${PACKAGE} carries no Chromium ${version}. ${those}`);
}

/** Released ones only: npm takes no other for a number alone. */
const majorsOf = (versions: string[]) => [
  ...new Set(versions.filter((each) => !each.includes('-')).map((each) => Number.parseInt(each, 10))),
];

const broken = (version: string, why: string) =>
  new UserError(`The download of ${PACKAGE} ${version} is broken: ${why}. Try again; nothing of it was kept.`);

async function unpack(tarball: string, folder: string, version: string): Promise<void> {
  const untar = (file: string) => {
    const { status, stderr, error } = spawnSync('tar', ['-xf', file, '-C', folder, '--no-same-owner'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(error?.message ?? stderr.trim().split('\n')[0]);
  };
  const bin = join(folder, 'package', 'bin');
  const inflate = (from: string, to: string, mode = 0o644) =>
    pipeline(
      createReadStream(join(bin, from)),
      createBrotliDecompress(),
      createWriteStream(join(folder, to), { mode }),
    );
  try {
    untar(tarball);
    await inflate('chromium.br', 'headless-shell', 0o755);
    await inflate('swiftshader.tar.br', 'swiftshader.tar');
    untar(join(folder, 'swiftshader.tar'));
  } catch (error) {
    throw broken(version, (error as Error).message);
  }
  for (const name of ['package', 'swiftshader.tar', tarball.slice(folder.length + 1)])
    rmSync(join(folder, name), { recursive: true });
}

/** Starts it once, which shows that it does, and which version it is. */
async function start(folder: string, version: string): Promise<void> {
  const launcher = join(folder, 'chromium');
  writeFileSync(launcher, LAUNCHER, { mode: 0o755 });
  const missing = () =>
    missingLibraries(spawnSync('ldd', [join(folder, 'headless-shell')], { encoding: 'utf8' }).stdout);
  if (missing().length > 0) installByApt(LIBRARIES);
  const still = missing();
  if (still.length > 0) {
    throw new UserError(
      `${WHAT} ${version} lacks ${still.join(', ')}. Install ${LIBRARIES.join(', ')} (Debian: apt-get install), and try again.`,
    );
  }
  let full: string;
  try {
    const browser = await chromium.launch({ executablePath: launcher, chromiumSandbox: false });
    full = browser.version();
    await browser.close();
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    throw new UserError(`${WHAT} ${version} does not start: ${why}`);
  }
  if (Number.parseInt(full, 10) !== Number.parseInt(version, 10)) throw broken(version, `it holds Chromium ${full}`);
  writeFileSync(join(folder, 'version'), `${WHAT} ${full}\n`);
}

/** @param listing what ldd says @returns the names of the libraries that are not there */
export function missingLibraries(listing: string | null): string[] {
  return [...(listing ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name!);
}
