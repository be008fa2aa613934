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
  const switchTo = (handle: string) => command('content', 'WebDriver:SwitchToWindow', { handle, focus: false });
  const currentWindow = async (): Promise<string> => (await command('content', 'WebDriver:GetWindowHandle')).value;

  /** Runs in the page, with the page's own globals. */
  async function inPage<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const asked = { script: script(fn as never), args, sandbox: null };
    return (await command('content', 'WebDriver:ExecuteScript', asked)).value;
  }

  return {
    inPage,
    /** The same in a frame of the page. @param frame counted from 0 */
    async inFrame<A extends unknown[], R>(frame: number, fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
      await command('content', 'WebDriver:SwitchToFrame', { id: frame });
      try {
        return await inPage(fn, ...args);
      } finally {
        await command('content', 'WebDriver:SwitchToFrame', { id: null });
      }
    },
    /** The same in the page of another window. @param handle of newWindow() */
    async inWindow<A extends unknown[], R>(handle: string, fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
      const before = await currentWindow();
      await switchTo(handle);
      try {
        return await inPage(fn, ...args);
      } finally {
        await switchTo(before);
      }
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
    goto: navigate,
    reload: (): Promise<void> => command('content', 'WebDriver:Refresh'),
    back: (): Promise<void> => command('content', 'WebDriver:Back'),
    /** A window of its own for a page, beside the one that all else is about. @returns its handle */
    async newWindow(url: string): Promise<string> {
      const before = await currentWindow();
      const { handle } = await command('content', 'WebDriver:NewWindow', { type: 'window', focus: false });
      await switchTo(handle);
      await navigate(url);
      await switchTo(before);
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
