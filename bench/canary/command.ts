/**
 * `npm run canary`: what changes for this project under another browser, the newest stable or a beta.
 * Runs the short tier's end-to-end tests and three memory cells there, and says which tests failed,
 * which cells differ from docs/memory-measured.json, and which browser it was. It gates nothing: it
 * ends with 0 whatever it found, and with 2 where it could not run.
 *
 *   --browser PATH   the browser, default the one that the tests use
 *   --only TEXT      only test files whose path contains TEXT, and no memory cells unless --cells names some
 *   --cells LIST     other memory cells, by commas ("npm run bench:memory -- --list"), or "none"
 *   --json FILE      also write the findings to this file
 */
import { ensureBrowser } from '../../tooling/chromium/ensure.mjs';
import { readOptions } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { checkCells } from './memory';
import { chooseBrowser, runCanary } from './run-canary';

/** One of each codec that pages use most, and layers. */
const CELLS = 'vp8-720-still,h264-720-still,vp9-720-l3t3-key';

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    browser: { type: 'string' },
    only: { type: 'string' },
    cells: { type: 'string' },
    json: { type: 'string' },
  });
  const { browser, only, json } = options;
  if (browser !== undefined) process.env.CHROME_PATH = chooseBrowser(browser);
  const wanted = options.cells ?? (only === undefined ? CELLS : 'none');
  const cells = wanted === 'none' ? null : wanted;
  if (cells !== null) checkCells(cells);
  const { path } = await ensureBrowser();
  await runCanary({ browser: await prepareBrowser(), path, only, cells, json });
}
