import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../node/root.mjs';
import { ensureFirefox } from './ensure.mjs';
import { connectMarionette } from './marionette';
import { type Preferences, writeProfile } from './profile';

/** The extension as built for Firefox. */
export const FIREFOX_DIST = join(ROOT, 'dist', 'firefox');

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
 * Starts the stock Firefox in a fresh profile, steered over its Marionette. Functions that are passed run in
 * Firefox: they see their arguments, which are JSON, and nothing else of here.
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
  let context = 'content';
  /** Marionette answers for the page or for the browser's own window, whichever was set. */
  async function command(to: 'content' | 'chrome', name: string, params: object = {}): Promise<any> {
    if (context !== to) await marionette.command('Marionette:SetContext', { value: to });
    context = to;
    return marionette.command(name, params);
  }
  const script = (fn: (...args: any[]) => unknown) => `return (${fn})(...arguments)`;

  return {
    pid: child.pid!,
    /** Resolves when the window was closed. */
    exited,
    /** Runs in the page, with the page's own globals. */
    async inPage<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
      const asked = { script: script(fn as never), args, sandbox: null };
      return (await command('content', 'WebDriver:ExecuteScript', asked)).value;
    },
    /** Runs in the browser's own window, with its rights. */
    async inBrowser<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
      const asked = { script: script(fn as never), args, sandbox: 'system', newSandbox: false };
      return (await command('chrome', 'WebDriver:ExecuteScript', asked)).value;
    },
    /** Lets the page do what needs a click or a key, for a few seconds. */
    async activate(): Promise<void> {
      const asked = {
        script: 'document.notifyUserGestureActivation()',
        args: [],
        sandbox: 'system',
        newSandbox: false,
      };
      await command('content', 'WebDriver:ExecuteScript', asked);
    },
    goto: (url: string): Promise<void> => command('content', 'WebDriver:Navigate', { url }),
    reload: (): Promise<void> => command('content', 'WebDriver:Refresh'),
    back: (): Promise<void> => command('content', 'WebDriver:Back'),
    /** A new tab in front. @returns its handle */
    async newTab(): Promise<string> {
      const { handle } = await command('content', 'WebDriver:NewWindow', { type: 'tab', focus: true });
      await command('content', 'WebDriver:SwitchToWindow', { handle, focus: true });
      return handle;
    },
    async closeTab(): Promise<void> {
      const [first] = await command('content', 'WebDriver:CloseWindow');
      if (first) await command('content', 'WebDriver:SwitchToWindow', { handle: first, focus: true });
    },
    /** Installs an unpacked extension until the browser ends. @returns its id */
    install: async (folder = FIREFOX_DIST): Promise<string> =>
      (await command('content', 'Addon:Install', { path: folder, temporary: true })).value,
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
