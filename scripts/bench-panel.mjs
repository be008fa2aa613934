/**
 * `npm run bench:panel`: the panel at scale, in headless Chromium: 300 transceivers on 10 connections
 * and 8 h of history, played by a stand-in for the hook. docs/performance.md says how, and holds the
 * figures.
 *
 *   --quick       coarser history, shorter samples
 *   --only LIST   of sizes, paint, frames, interactions, heap, burst, by commas; default all
 *   --json FILE   the figures, also into this file
 */

import { describeMachine } from '../bench/lib/machine.mjs';
import { readOptions } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  const { quick, only, json } = readOptions({
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
  });
  setUp();
  /** @type {typeof import('../bench/panel-load/measure-panel.ts')} */
  const { checkParts, measurePanel } = await importTypeScript('bench/panel-load/measure-panel.ts');
  const parts = checkParts(only);
  const browser = await prepareBrowser();
  await measurePanel({ parts, quick, browser, machine: describeMachine(), json });
});
