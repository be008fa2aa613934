import { join } from 'node:path';
import { ROOT } from '../node/root.mjs';
import type { Marionette } from './marionette';

/** The extension as built for Firefox. */
export const FIREFOX_DIST = join(ROOT, 'dist', 'firefox');

/**
 * What can be done in a Firefox, one thing after the other. Functions that are passed run in Firefox: they see
 * their arguments, which are JSON, and nothing else of here.
 */
export function steer(marionette: Marionette) {
  let context = 'content';
  /** Marionette answers for the page or for the browser's own window, whichever was set. */
  async function command(to: 'content' | 'chrome', name: string, params: object = {}): Promise<any> {
    if (context !== to) await marionette.command('Marionette:SetContext', { value: to });
    context = to;
    return marionette.command(name, params);
  }
  const script = (fn: (...args: any[]) => unknown) => `return (${fn})(...arguments)`;
  const navigate = (url: string): Promise<void> => command('content', 'WebDriver:Navigate', { url });

  /** Runs in the page, with the page's own globals. */
  async function inPage<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const asked = { script: script(fn as never), args, sandbox: null };
    return (await command('content', 'WebDriver:ExecuteScript', asked)).value;
  }

  async function inWindow<R>(handle: string, run: () => Promise<R>): Promise<R> {
    const { value: before } = await command('content', 'WebDriver:GetWindowHandle');
    await command('content', 'WebDriver:SwitchToWindow', { handle, focus: false });
    try {
      return await run();
    } finally {
      await command('content', 'WebDriver:SwitchToWindow', { handle: before, focus: false });
    }
  }

  return {
    inPage,
    /** What `run` does in the page is done in a frame of it. @param frame counted from 0 */
    async inFrame<R>(frame: number, run: () => Promise<R>): Promise<R> {
      await command('content', 'WebDriver:SwitchToFrame', { id: frame });
      try {
        return await run();
      } finally {
        await command('content', 'WebDriver:SwitchToFrame', { id: null });
      }
    },
    /** What `run` does is done in another window. @param handle of newWindow() */
    inWindow,
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
    goto: navigate,
    reload: (): Promise<void> => command('content', 'WebDriver:Refresh'),
    back: (): Promise<void> => command('content', 'WebDriver:Back'),
    /** A window of its own for a page; all else stays about the present one. @returns its handle */
    async newWindow(url: string, isPrivate = false): Promise<string> {
      const asked = { type: 'window', focus: false, private: isPrivate };
      const { handle } = await command('content', 'WebDriver:NewWindow', asked);
      await inWindow(handle, () => navigate(url));
      return handle;
    },
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
  };
}
