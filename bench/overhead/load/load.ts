import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchedBrowser, launchBrowser } from '../../../tooling/browser/browser';
import { ROOT } from '../../../tooling/node/root.mjs';
import { startServer } from '../../../tooling/pages/server';
import type { Figure } from '../../lib/figures';
import { figuresOf } from './load-figures';
import { firstLoads, reloads } from './loads';
import { ordinaryPage } from './ordinary-page';
import { measureSilence } from './silence';
import { takeTurns } from './turns';

/** Of one side in its turn. */
const LOADS = 10;

/** The build again, with its content scripts emptied: Chrome's own price of injecting two stays. @returns its folder */
function emptied(build: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-empty-'));
  cpSync(build, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  for (const { js } of manifest.content_scripts) for (const file of js) writeFileSync(join(folder, file), '');
  return folder;
}

/**
 * Loading a page without WebRTC: with the extension over with one whose content scripts are empty, and that
 * over itself in another browser, which is what the machine's noise alone makes.
 * @param most rounds; fewer where the interval is narrow before
 */
export async function measureLoad(most: number): Promise<Figure[]> {
  const server = await startServer();
  server.html('/', ordinaryPage());
  const build = process.env.EXTENSION_DIR ?? join(ROOT, 'dist', 'chrome');
  const copy = emptied(build);
  const browsers: LaunchedBrowser[] = [];
  try {
    for (const extension of [build, copy, copy]) browsers.push(await launchBrowser({ extension }));
    const pages = await Promise.all(browsers.map(({ context }) => context.newPage()));
    for (const page of pages) await page.goto(server.url('/'));
    const name = 'load of a page without WebRTC';
    const without = 'empty scripts';
    const again = await Promise.all(pages.map((page) => reloads(page, LOADS)));
    return [
      ...figuresOf(await takeTurns(most, again), { name: `${name}, again`, without }),
      ...figuresOf(
        await takeTurns(
          most,
          browsers.map(({ context }) => firstLoads(context, server.url('/'))),
        ),
        { name: `${name}, in a new process`, without },
      ),
      ...(await measureSilence(pages[0]!, server)),
    ];
  } finally {
    for (const browser of browsers) await browser.close();
    await server.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
