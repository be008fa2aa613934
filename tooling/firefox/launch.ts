import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../node/root.mjs';
import { ensureFirefox } from './ensure.mjs';
import { connectMarionette } from './marionette';
import { type Preferences, writeProfile } from './profile';
import { steer } from './steer';

const PATIENCE_MS = 60_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const SIZE = { width: 1400, height: 1000 };

export interface LaunchOptions {
  /** Default true. */
  headless?: boolean;
  /** Size of the window where there is none to be seen; default 1400 x 1000. */
  size?: { width: number; height: number };
  preferences?: Preferences;
}

export type Firefox = Awaited<ReturnType<typeof launchFirefox>>;

/**
 * Starts the stock Firefox in a fresh profile, steered over its Marionette.
 */
export async function launchFirefox({ headless = true, size = SIZE, preferences = {} }: LaunchOptions = {}) {
  const { path } = ensureFirefox();
  const profiles = join(ROOT, 'out', 'profiles');
  mkdirSync(profiles, { recursive: true });
  const profile = mkdtempSync(join(profiles, 'ff-'));
  writeProfile(profile, preferences);
  const args = ['--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile];
  const child = spawn(path, [...(headless ? ['--headless'] : []), ...args], {
    stdio: 'ignore',
    env: {
      ...process.env,
      MOZ_HEADLESS_WIDTH: String(size.width),
      MOZ_HEADLESS_HEIGHT: String(size.height),
      MOZ_CRASHREPORTER_DISABLE: '1',
    },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  /** What ends us must not leave a Firefox behind. */
  const end = (signal: NodeJS.Signals) => {
    kill();
    // Its own processes still write for a moment.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.once(signal, end);

  async function marionettePort(): Promise<number> {
    const file = join(profile, 'MarionetteActivePort');
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end && child.exitCode === null; await wait(100)) {
      const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
      if (port) return port;
    }
    kill();
    throw new Error(`${path} did not start`);
  }

  const marionette = await connectMarionette(await marionettePort());
  await marionette.command('WebDriver:NewSession', { capabilities: {} });
  await marionette.command('WebDriver:SetTimeouts', { script: 3 * PATIENCE_MS, pageLoad: PATIENCE_MS, implicit: 0 });

  return {
    pid: child.pid!,
    /** Resolves when the window was closed. */
    exited,
    ...steer(marionette),
    async close(): Promise<void> {
      await marionette.command('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      await Promise.race([exited, wait(15_000)]);
      kill();
      await exited;
      process.removeListener('exit', kill);
      for (const signal of SIGNALS) process.removeListener(signal, end);
      marionette.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
