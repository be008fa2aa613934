/**
 * `npm run canary`: what changes for this project under another browser, the newest stable or a beta.
 * Runs the short tier's end-to-end tests and three memory cells there, and says which tests failed,
 * which cells hold something else than docs/memory-measured.json says, and what browser it was. It
 * gates nothing: it ends with 0 whatever it found, and with 2 where it could not run.
 *
 *   --browser PATH   the browser, default the one that the tests use
 *   --only TEXT      only test files whose path contains TEXT, and no memory cells unless --cells names some
 *   --cells LIST     other memory cells, by commas ("npm run bench:memory -- --list"), or "none"
 *   --json FILE      what it found, also into this file
 */
import { readOptions } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { ensureBrowser, orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  const { browser, only, cells, json } = readOptions({
    browser: { type: 'string' },
    only: { type: 'string' },
    cells: { type: 'string' },
    json: { type: 'string' },
  });
  setUp();
  /** @type {typeof import('../bench/canary/run-canary.ts')} */
  const { chooseBrowser, chooseCanaryCells, runCanary } = await importTypeScript('bench/canary/run-canary.ts');
  if (browser !== undefined) process.env.CHROME_PATH = chooseBrowser(browser);
  const chosen = chooseCanaryCells(cells ?? (only === undefined ? undefined : 'none'));
  const { path } = await ensureBrowser();
  await runCanary({ browser: await prepareBrowser(), path, only, cells: chosen, json });
});
// Not 1, which would look like a judgement of the browser.
if (process.exitCode) process.exitCode = 2;
