/**
 * A real DevTools, opened and steered. With dock-side.ts the only file that knows DevTools' front end (its
 * modules, settings, addresses and looks): none of that is an API, and all may change with Chromium.
 */
import { expect, type Frame, type JSHandle, type Locator, type Page } from '@playwright/test';
import { dockSideOf, extensionIdOf } from './browser';
import type { DockSide } from './dock-side';

export const PANEL_TITLE = 'Transceivers';
export const PANEL_PAGE = '/panel/index.html';
/** DevTools starts in 2 s, on a busy machine in many more. */
const PATIENCE = { timeout: 30_000 };

export interface DevTools {
  /** DevTools' own page, for screenshots and the keyboard. */
  devtools: Page;
  /** Shows the panel; resolves with its frame, in which locators work. */
  selectPanel(): Promise<Frame>;
  /** Shows one of DevTools' own panels, for example `elements` or `console`. */
  selectOther(id: string): Promise<void>;
  setDockSide(side: DockSide): Promise<void>;
  /** Whether the drawer with the console, which Escape opens and closes, is open. */
  isDrawerOpen(): Promise<boolean>;
  /** DevTools' own theme setting; reaches the panel as prefers-color-scheme. */
  setTheme(theme: 'dark' | 'light'): Promise<void>;
  /** Size of DevTools' page in CSS pixels. Undocked the panel is as wide and 27 px less high. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** DevTools with our panel shown. */
export interface OpenPanel extends DevTools {
  /** The panel's frame: `panel.locator(…)`. After the extension was reloaded, selectPanel() again. */
  panel: Frame;
}

/**
 * A module of DevTools' front end. As a string, since a bundler or transpiler would rewrite import().
 * @param path relative to DevTools' page
 */
const frontEnd = (devtools: Page, path: string): Promise<JSHandle<any>> => devtools.evaluateHandle(`import('${path}')`);

/** Whether this is DevTools' own page. */
export const isDevTools = (page: Page) => page.url().startsWith('devtools://');

/** A tab of DevTools itself: a panel, or a file in Sources. */
export const devToolsTab = (devtools: Page, name: string): Locator => devtools.getByRole('tab', { name });

async function targetIdOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

/**
 * Runs in the panel: until it was drawn. A click on a panel that was shown a moment ago goes to DevTools, since the
 * browser finds its frame by what was drawn last. A hidden one is never drawn.
 */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1_000);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

/** Opens DevTools for the page and resolves with DevTools' own page. */
async function openFrontEnd(page: Page): Promise<Page> {
  const context = page.context();
  const session = await context.browser()!.newBrowserCDPSession();
  const { targetId } = (await session.send('Target.openDevTools' as any, { targetId: await targetIdOf(page) })) as {
    targetId: string;
  };
  await session.detach();
  let found: Page | undefined;
  await expect(async () => {
    for (const candidate of context.pages().filter(isDevTools)) {
      if ((await targetIdOf(candidate)) === targetId) found = candidate;
    }
    expect(found).toBeDefined();
  }).toPass(PATIENCE);
  await found!.waitForFunction(() => (globalThis as any).UI?.panels, null, PATIENCE);
  return found!;
}

/** Opens DevTools for the page. One per page: close it before opening another. */
export async function openDevTools(page: Page): Promise<DevTools> {
  const devtools = await openFrontEnd(page);
  const ui = await frontEnd(devtools, './ui/legacy/legacy.js');
  const common = await frontEnd(devtools, './core/common/common.js');
  const show = (id: string) =>
    ui.evaluate(async (module, view) => void (await module.ViewManager.ViewManager.instance().showView(view)), id);
  const setDockSide = (side: DockSide) =>
    ui.evaluate((m, to) => m.DockController.DockController.instance().setDockSide(to), side);
  const setTheme = (value: 'default' | 'dark' | 'systemPreferred') =>
    common.evaluate((m, to) => m.Settings.Settings.instance().moduleSetting('ui-theme').set(to), value);
  // DevTools remembers both, and tests share a browser.
  await setDockSide(dockSideOf(page.context()));
  await setTheme('systemPreferred');

  return {
    devtools,

    async selectPanel() {
      const id = `chrome-extension://${extensionIdOf(page.context())}${PANEL_TITLE}`;
      const hasPanel = () => ui.evaluate((m, view) => m.InspectorView.InspectorView.instance().hasPanel(view), id);
      await expect.poll(hasPanel, PATIENCE).toBe(true);
      await show(id);
      const frame = () => devtools.frames().find((f) => f.url().endsWith(PANEL_PAGE));
      await expect.poll(() => Boolean(frame()), PATIENCE).toBe(true);
      await frame()!.waitForLoadState();
      await frame()!.evaluate(drawn);
      return frame()!;
    },

    selectOther: show,

    setDockSide,
    isDrawerOpen: () => ui.evaluate((m) => m.InspectorView.InspectorView.instance().drawerVisible()),
    setTheme: (theme) => setTheme(theme === 'light' ? 'default' : 'dark'),

    async resize(width, height) {
      await devtools.setViewportSize({ width, height });
    },

    async close() {
      await devtools.close();
    },
  };
}

/** Opens DevTools for the page and shows the panel. */
export async function openPanel(page: Page): Promise<OpenPanel> {
  const tools = await openDevTools(page);
  return { ...tools, panel: await tools.selectPanel() };
}

/** What the Sources panel shows: the file, and the line in which the cursor is. Null while it shows none. */
export async function shownSource(devtools: Page): Promise<{ file: string; line: number; text: string } | null> {
  const sources = await frontEnd(devtools, './panels/sources/sources.js');
  return sources.evaluate((module) => {
    const view = module.SourcesPanel.SourcesPanel.instance().sourcesView();
    const file: string | undefined = view.currentUISourceCode()?.name();
    const state = view.currentSourceFrame()?.textEditor?.state;
    if (!file || !state) return null;
    const line = state.doc.lineAt(state.selection.main.head);
    return { file, line: line.number, text: line.text };
  });
}
