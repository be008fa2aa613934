/**
 * `npm run bench:panel`: the panel at scale, in headless Chromium: 300 transceivers on 10 connections
 * and 8 h of history, played by a stand-in for the hook. docs/performance.md says how, and holds the
 * figures.
 *
 *   --quick       coarser history, shorter samples
 *   --only LIST   of sizes, paint, frames, interactions, heap, burst, by commas; default all
 *   --json FILE   the figures, also into this file
 */
import { readOptions } from './lib/options.mjs';
import { prepareBrowser } from './lib/prepare.mjs';
import { importTypeScript } from './lib/typescript.mjs';
import { describeMachine } from './memory/machine.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  const { quick, only, json } = readOptions({
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
  });
  setUp();
  /** @type {typeof import('./panel/main.ts')} */
  const { checkParts, measurePanel } = await importTypeScript('panel/main.ts');
  const parts = checkParts(only);
  const browser = await prepareBrowser();
  await measurePanel({ parts, quick, browser, machine: describeMachine(), json });
});
