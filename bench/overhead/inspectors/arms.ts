import type { Page } from '@playwright/test';
import { launchBrowser } from '../../../tooling/browser/browser';
import { openPanel } from '../../../tooling/browser/devtools';
import { attachRawPanel } from '../../../tooling/browser/raw-panel';
import { PEERS } from '../../../tooling/pages/peers';
import { startServer } from '../../../tooling/pages/server';
import type { Inspector } from './inspectors';

/** What stands beside a page: nothing, we in one of three ways, or another inspector. */
export interface Arm {
  name: string;
  /** Null without the extension; `observed` speaks the protocol without views, `panel` is the real one. */
  us: 'unobserved' | 'observed' | 'panel' | null;
  inspector?: Inspector;
}

export const NOTHING: Arm = { name: 'nothing', us: null };
export const armOf = (inspector: Inspector): Arm => ({ name: inspector.name, us: null, inspector });
const INTERVAL_MS = 1_000;

/** Runs `measure` on a page that has `peers` and nothing else, in a fresh browser, with the arm's inspector at 1 s. */
export async function inArm<T>({ us, inspector }: Arm, measure: (page: Page) => Promise<T>): Promise<T> {
  const server = await startServer();
  server.html('/', `<!doctype html><title>arm</title><link rel=icon href=data:,><script>${PEERS}</script>`);
  const browser = await launchBrowser(us ? {} : { extension: null });
  try {
    if (inspector?.script) await browser.context.addInitScript({ content: inspector.script });
    if (inspector?.url) await (await browser.context.newPage()).goto(inspector.url);
    const page = await browser.context.newPage();
    await page.goto(server.url('/'));
    if (us === 'observed') await attachRawPanel(page, [{ type: 'observe', intervalMs: INTERVAL_MS, paused: false }]);
    if (us === 'panel') await openPanel(page);
    return await measure(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
