/**
 * `npm run bench:memory`: what an unpublished sender's encoder holds in the page's renderer process,
 * measured on the demo in headless Chromium, beside the panel's estimate. docs/memory.md says how.
 *
 *   --browser NAME chrome (default) or firefox, which has cells and coefficients of its own
 *   --versions LIST  headless shells of other versions, by commas, for example 121,130 (Linux on x64; --version N is the
 *                  same): fetched by npm where they are not kept already. What captures a display is not measured there
 *   --record       with --versions: rewrite the versions that the coefficients hold for, their table in docs/memory.md
 *                  and docs/memory-measured-versions.json; versions that are recorded already stay
 *   --quick        the main cells only, in less than ten minutes
 *   --parts        in place of the encoders what stays beside them: audio senders, receivers, the stream that
 *                  addTrack() was given; with --fit parts.json, a table and a file of their own
 *   --cells LIST   only these, by commas; --list shows their names
 *   --list         print the cells, measure nothing
 *   --resume       keep the cells that an interrupted run has measured (out/memory/)
 *   --json FILE    also write the figures to this file
 *   --fit          with all cells there: fit the panel's coefficients of that browser anew, rewrite their file in
 *                  core/estimate/coefficients/, the table in docs/memory.md and docs/memory-measured.json
 */
import * as vite from 'vite';
import { plural } from '../../core/text/format';
import { ensureBrowser } from '../../tooling/chromium/ensure.mjs';
import { ensureFirefox } from '../../tooling/firefox/ensure.mjs';
import { chooseBrowser, readOptions } from '../../tooling/node/options.mjs';
import { importTypeScript } from '../../tooling/node/typescript.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { describeMachine } from '../lib/machine';
import { CELLS } from './cells';
import { FIREFOX_CELLS } from './firefox-cells';
import { chooseCells, describeCell, measureCells } from './measure-cells';
import { measureVersions } from './measure-versions';
import { openInChromium } from './pages/chromium';
import { openInFirefox } from './pages/firefox';
import { FIREFOX_PART_CELLS, PART_CELLS } from './part-cells';
import { rewriteCoefficients } from './report/refit';
import { rewriteFirefoxCoefficients } from './report/refit-firefox';
import { rewriteParts } from './report/refit-parts';

const FINISH = 'bench/memory/report/finish.ts';

const CHROME = {
  cells: CELLS,
  parts: PART_CELLS,
  open: openInChromium,
  rewrite: rewriteCoefficients,
  async ensure() {
    const { product, version } = await ensureBrowser();
    return `${product} ${version}`;
  },
};
const FIREFOX = {
  cells: FIREFOX_CELLS,
  parts: FIREFOX_PART_CELLS,
  open: openInFirefox,
  rewrite: rewriteFirefoxCoefficients,
  ensure: async () => `Firefox ${ensureFirefox().version}`,
};

export async function run(args: readonly string[]): Promise<void> {
  const {
    browser: name,
    version,
    versions = version,
    record,
    quick,
    parts,
    cells,
    list,
    resume,
    json,
    fit,
  } = readOptions(args, {
    browser: { type: 'string', default: 'chrome' },
    version: { type: 'string' },
    versions: { type: 'string' },
    record: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    parts: { type: 'boolean', default: false },
    cells: { type: 'string' },
    list: { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
    json: { type: 'string' },
    fit: { type: 'boolean', default: false },
  });
  if (fit && (quick || cells)) throw new UserError('--fit needs all cells: leave --quick and --cells out.');
  if (versions !== undefined && (fit || name !== 'chrome'))
    throw new UserError('--versions are Chromium’s, and --fit needs a browser that captures displays.');
  if (record && versions === undefined) throw new UserError('--record needs --versions.');
  if (record && (cells || parts)) throw new UserError('--record needs the main cells: leave --cells and --parts out.');
  const measured = chooseBrowser(name, { chrome: CHROME, firefox: FIREFOX });
  const chosen = chooseCells(parts ? measured.parts : measured.cells, { quick, cells });
  if (list) return console.log(chosen.map(describeCell).join('\n'));
  if (versions !== undefined) return measureVersions(versions, chosen, { resume, json, record });
  const browser = await measured.ensure();
  const machine = describeMachine();
  console.log(`${browser} on ${machine.os}, ${plural(machine.cores, 'core')}: ${plural(chosen.length, 'cell')}`);
  const results = await measureCells(chosen, { browser, open: measured.open, resume });
  if (fit) (parts ? rewriteParts : measured.rewrite)(results, browser, machine);
  // Loaded only now, apart from what is loaded already: it reads the coefficients that were just written.
  const { finish } = await importTypeScript<typeof import('./report/finish')>(FINISH, vite);
  finish(results, browser, machine, { json, docs: fit, parts });
}
