/**
 * `npm run bench:memory`: what an unpublished sender's encoder holds in the page's renderer process,
 * measured on the demo in headless Chromium, beside the panel's estimate. docs/memory.md says how.
 *
 *   --quick        the main cells only, in less than ten minutes
 *   --cells LIST   only these, by commas; --list shows their names
 *   --list         the cells, nothing measured
 *   --resume       cells of an interrupted run that were measured already (out/memory/) are not measured again
 *   --json FILE    the figures, also into this file
 *   --fit          with all cells there: fits the panel's coefficients anew, rewrites
 *                  panel/analysis/coefficients.json, the table in docs/memory.md and docs/memory-measured.json
 */

import { describeMachine } from '../bench/lib/machine.mjs';
import { readOptions } from '../tooling/node/options.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { Sentence } from '../tooling/node/user-error.mjs';
import { ensureBrowser, orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  const { quick, cells, list, resume, json, fit } = readOptions({
    quick: { type: 'boolean', default: false },
    cells: { type: 'string' },
    list: { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
    json: { type: 'string' },
    fit: { type: 'boolean', default: false },
  });
  if (fit && (quick || cells)) throw new Sentence('--fit needs all cells: leave --quick and --cells out.');
  setUp();
  /** @type {typeof import('../bench/memory/measure-cells.ts')} */
  const { chooseCells, describeCell, measureCells } = await importTypeScript('bench/memory/measure-cells.ts');
  const chosen = chooseCells({ quick, cells });
  if (list) return console.log(chosen.map(describeCell).join('\n'));
  const { product, version } = await ensureBrowser();
  const browser = `${product} ${version}`;
  const machine = describeMachine();
  console.log(`${browser} on ${machine.os}, ${machine.cores} cores: ${chosen.length} cells`);
  const results = await measureCells(chosen, browser, resume);
  if (fit) {
    /** @type {typeof import('../bench/memory/report/refit.ts')} */
    const { rewriteCoefficients } = await importTypeScript('bench/memory/report/refit.ts');
    rewriteCoefficients(results, browser, machine);
  }
  // Only now: it reads the coefficients that were just written.
  /** @type {typeof import('../bench/memory/report/finish.ts')} */
  const { finish } = await importTypeScript('bench/memory/report/finish.ts');
  finish(results, browser, machine, { json, docs: fit });
});
