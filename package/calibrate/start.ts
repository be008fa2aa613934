import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { identify } from '../../tooling/chromium/identity.mjs';
import { findUsual } from '../../tooling/chromium/places.mjs';
import { onInterrupt } from '../../tooling/node/interrupt';
import { UserError } from '../../tooling/node/user-error.mjs';
import { Connection } from '../cdp/connection';

export interface Browser {
  path: string;
  product: string;
  version: string;
}

export interface StartedBrowser {
  connection: Connection;
  close(): Promise<void>;
}

const MAX_START_MS = 30_000;

/**
 * The browser to measure: the one that is named, else CHROME_PATH, else the one that is installed.
 * @throws {UserError} where there is none, or another than a Chromium
 */
export function chooseBrowser(named: string | undefined): Browser {
  const path = named ?? process.env.CHROME_PATH;
  const found = path ? identify(path) : findUsual();
  if (!found)
    throw new UserError(
      path ? `No browser starts at ${path}.` : 'No Chrome, Edge or Chromium was found: name it with --browser PATH.',
    );
  if (/firefox/i.test(found.product))
    throw new UserError(`${found.path} is ${found.product}: calibrate measures a Chromium (Chrome, Edge, …).`);
  return found;
}

/** Without a window where there is no display to show one on. */
const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Starts it with a fresh profile and a debugging port.
 * @throws {UserError} where it does not start, or opens no port
 */
export async function startBrowser({ path }: Browser, headless: boolean): Promise<StartedBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'transceiver-inspector-'));
  const isRoot = process.getuid?.() === 0;
  const args = [
    ...(headless || !hasDisplay() ? ['--headless=new'] : []),
    // Chromium does not start as root otherwise.
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    // A microphone that needs nobody: encoders are named only while a page captures.
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    // The pages are measured whether or not somebody looks at them.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // Also on a machine without a network.
    '--allow-loopback-in-peer-connection',
  ];
  const child = spawn(path, [...args, 'about:blank'], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const close = async () => {
    stop();
    child.kill();
    await Promise.race([ended, wait(5_000, undefined, { ref: false })]);
    child.kill('SIGKILL');
    // On Windows its last files are let go of a moment later.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  // The browser would stay.
  const stop = onInterrupt(() => void close());
  try {
    const connection = await Connection.open(await endpointOf(child, profile));
    return {
      connection,
      async close() {
        connection.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function endpointOf(child: ChildProcess, profile: string): Promise<string> {
  for (const end = performance.now() + MAX_START_MS; performance.now() < end; await wait(50)) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) break;
    try {
      const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port && path) return `ws://127.0.0.1:${port}${path}`;
    } catch {
      // Not there yet.
    }
  }
  throw new UserError(
    'The browser opened no debugging port within 30 s. A policy of your organization may forbid it (RemoteDebuggingAllowed): name another browser with --browser PATH.',
  );
}
