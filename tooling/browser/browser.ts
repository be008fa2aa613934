import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { ensureBrowser } from '../chromium/ensure.mjs';
import { ROOT } from '../node/root.mjs';
import { type DockSide, opensAt } from './dock-side';

/** The extension as built for Chrome; EXTENSION_DIR names another build. */
export const DIST = process.env.EXTENSION_DIR ?? join(ROOT, 'dist', 'chrome');

export interface LaunchOptions {
  /** Default true. */
  headless?: boolean;
  /** More command-line switches for Chromium. */
  args?: string[];
  /** Folder of the unpacked extension, default DIST; null for a browser without one. */
  extension?: string | null;
  /** Default: a fresh one, removed on close. */
  profileDir?: string;
  /** Where DevTools opens, default undocked. */
  dockSide?: DockSide;
  /**
   * Default false: root, which CI often is, has no sandbox, and without it /proc/PID/smaps_rollup of
   * a renderer is readable.
   */
  sandbox?: boolean;
}

export interface LaunchedBrowser {
  context: BrowserContext;
  /** Null without an extension. */
  extensionId: string | null;
  browserPid: number;
  close(): Promise<void>;
}

const launched = new WeakMap<BrowserContext, { extensionId: string | null; dockSide: DockSide }>();

/** @throws where the browser was started without an extension */
export function extensionIdOf(context: BrowserContext): string {
  const id = launched.get(context)?.extensionId;
  if (!id) throw new Error('This browser was started without the extension');
  return id;
}

/** Where DevTools opens, unless a test has moved it. */
export function dockSideOf(context: BrowserContext): DockSide {
  return launched.get(context)?.dockSide ?? 'undocked';
}

/** A profile in which unpacked extensions are allowed and DevTools opens where the caller wants it. */
function writePreferences(profileDir: string, dockSide: DockSide): void {
  const file = join(profileDir, 'Default', 'Preferences');
  if (existsSync(file)) return;
  mkdirSync(join(profileDir, 'Default'), { recursive: true });
  const preferences = {
    extensions: { ui: { developer_mode: true } },
    devtools: opensAt(dockSide),
  };
  writeFileSync(file, JSON.stringify(preferences));
}

/** Chrome names an unpacked extension by the hash of its folder's path, in letters from a to p. */
export function unpackedId(folder: string): string {
  const path = realpathSync(folder);
  const bytes = Buffer.from(path, process.platform === 'win32' ? 'utf16le' : 'utf8');
  const hex = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** Chrome only logs an extension that it could not or would not load: ask for one of its files. */
async function assertLoaded(context: BrowserContext, id: string): Promise<void> {
  const page = await context.newPage();
  try {
    await page.goto(`chrome-extension://${id}/manifest.json`);
  } catch (error) {
    throw new Error(`The browser started without the extension ${id} (branded Chrome ignores --load-extension)`, {
      cause: error,
    });
  } finally {
    await page.close();
  }
}

async function pidOfBrowser(context: BrowserContext): Promise<number> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.find(({ type }) => type === 'browser')!.id;
}

/**
 * Starts Chromium with the built extension in a fresh profile.
 * @throws where there is no browser, no build, or the extension did not load
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const { headless = true, args = [], extension = DIST, dockSide = 'undocked', sandbox = false } = options;
  if (extension && !existsSync(join(extension, 'manifest.json'))) {
    throw new Error(`There is no extension in ${extension}: run "npm run build" first`);
  }
  const { path: executablePath } = await ensureBrowser();
  const profiles = join(ROOT, 'out', 'profiles');
  mkdirSync(profiles, { recursive: true });
  const profileDir = options.profileDir ?? mkdtempSync(join(profiles, 'p-'));
  writePreferences(profileDir, dockSide);

  // Playwright takes DevTools' own page, a target of type "other" when docked, for a page only so.
  process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1';
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    headless,
    chromiumSandbox: sandbox,
    viewport: null,
    // No emulation: DevTools' theme reaches the panel as prefers-color-scheme only then.
    colorScheme: null,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: [
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      ...args,
    ],
  });
  const close = async () => {
    await context.close();
    // When a user closes the window, the browser still writes its profile for a moment.
    if (!options.profileDir) await rm(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const extensionId = extension ? unpackedId(extension) : null;
    if (extensionId) await assertLoaded(context, extensionId);
    launched.set(context, { extensionId, dockSide });
    return { context, extensionId, browserPid: await pidOfBrowser(context), close };
  } catch (error) {
    await close();
    throw error;
  }
}
