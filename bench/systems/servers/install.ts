import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** What a system needs on this machine: the program, or how to get it. */
export type Found = { path: string; version: string } | { missing: string };

/** Programs that we build are kept here, over checkouts. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'transceiver-inspector');
const LIVEKIT_VERSION = '1.13.5';
const LIVEKIT_PACKAGE = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
/** Building livekit-server takes minutes on a fresh machine. */
const BUILD_MS = 8 * 60_000;
const APT_MS = 3 * 60_000;

/** A program on the PATH, or in the places given. */
function onPath(name: string, ...places: string[]): string | null {
  const dirs = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...dirs.map((dir) => join(dir, name)), ...places].find(existsSync) ?? null;
}

/** A version that was not released: `main-2026-08-22`. */
const ONE_WORD = /^[\w.-]{1,40}$/;

function versionOf(path: string): string {
  const { stdout = '', stderr = '' } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return (/\d+\.\d+\.\d+/.exec(`${stdout}${stderr}`) ?? ONE_WORD.exec(stdout.trim()))?.[0] ?? 'unknown';
}

const found = (path: string): Found => ({ path, version: versionOf(path) });

/**
 * livekit-server: LIVEKIT_SERVER, the PATH, or one that we built before. Where it may, builds it.
 * @param mayInstall building takes minutes and a network
 */
export function findLivekit(mayInstall: boolean): Found {
  const dir = join(CACHE, `livekit-server-${LIVEKIT_VERSION}`);
  const built = join(dir, 'livekit-server');
  const path = named('LIVEKIT_SERVER') ?? (existsSync(built) ? built : onPath('livekit-server'));
  if (path) return found(path);
  const go = onPath('go', '/usr/local/go/bin/go');
  const how = `go install ${LIVEKIT_PACKAGE} (then set LIVEKIT_SERVER to its "server"), or --install`;
  if (!go || !mayInstall) return { missing: `livekit-server is not installed${go ? '' : ', nor Go'}: ${how}` };
  console.log(`Building livekit-server ${LIVEKIT_VERSION} (go install) …`);
  mkdirSync(dir, { recursive: true });
  const env = { ...process.env, GOBIN: dir };
  const { status, error } = spawnSync(go, ['install', LIVEKIT_PACKAGE], { env, stdio: 'inherit', timeout: BUILD_MS });
  if (status !== 0) return { missing: `could not be installed (go install: ${error?.message ?? `status ${status}`})` };
  renameSync(join(dir, 'server'), built);
  return found(built);
}

/** Janus of the PATH. Where it may, installs Debian's. */
export function findJanus(mayInstall: boolean): Found {
  const path = onPath('janus');
  if (path) return found(path);
  const how = 'apt-get install --no-install-recommends janus, or --install';
  if (!mayInstall || process.getuid?.() !== 0 || !onPath('apt-get'))
    return { missing: `janus is not installed: ${how}` };
  console.log('Installing Janus (apt-get install janus) …');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: APT_MS } as const;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-q', ...args], { ...options, stdio: 'inherit' }).status === 0;
  const done =
    apt('install', '-y', '--no-install-recommends', 'janus') ||
    (apt('update') && apt('install', '-y', '--no-install-recommends', 'janus'));
  const installed = onPath('janus');
  return done && installed ? found(installed) : { missing: 'could not be installed (apt-get install janus failed)' };
}

/** MediaMTX: MEDIAMTX_SERVER, or the PATH. */
export function findMediamtx(): Found {
  const path = named('MEDIAMTX_SERVER') ?? onPath('mediamtx');
  return path
    ? found(path)
    : { missing: 'mediamtx is not installed: put its release on the PATH, or name its program in MEDIAMTX_SERVER' };
}

/**
 * Galene: GALENE_SERVER, or the PATH. It runs from its own folder, whose pages it serves (`static`), and names its
 * version there alone (`CHANGES`).
 */
export function findGalene(): Found {
  const path = named('GALENE_SERVER') ?? onPath('galene');
  const how = 'build it where its own instructions say, and name its program in GALENE_SERVER';
  if (!path) return { missing: `galene is not installed: ${how}` };
  const folder = dirname(path);
  if (!existsSync(join(folder, 'static', 'protocol.js')))
    return { missing: `${path} has no folder "static" beside it, which holds its client: ${how}` };
  const changes = join(folder, 'CHANGES');
  const version = existsSync(changes) ? /^Galene (.+)/.exec(readFileSync(changes, 'utf8'))?.[1] : undefined;
  return { path, version: version ?? 'unknown' };
}

/** The program that an environment variable names, if it is there. */
function named(variable: string): string | null {
  const path = process.env[variable];
  return path && existsSync(path) ? path : null;
}
