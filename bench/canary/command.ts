/**
 * `npm run canary`: what changes for this project under another browser, the newest stable or a beta.
 * Runs the short tier's end-to-end tests and three memory cells there, and says which tests failed,
 * which cells differ from docs/memory-measured.json, and which browser it was. It gates nothing: it
 * ends with 0 whatever it found, and with 2 where it could not run.
 *
 *   --browser PATH   the browser, default the one that the tests use
 *   --versions LIST  headless shells of other versions, by commas, for example 121,140 (--version N is the same, and
 *                    "oldest" the oldest that the manifest allows). For Linux on x64; fetched by npm where they are not
 *                    kept already. They load no extensions: what runs is the hook carried by a driver, the panel as a
 *                    page and as the viewer, and the memory cells
 *   --only TEXT      only test files whose path contains TEXT, and no memory cells unless --cells names some
 *   --cells LIST     other memory cells, by commas ("npm run bench:memory -- --list"), or "none"
 *   --json FILE      also write the findings to this file
 */
import { OLDEST_CHROME } from '../../manifest';
import { ensureBrowser } from '../../tooling/chromium/ensure.mjs';
import { ensureShells } from '../../tooling/chromium/shells';
import { readOptions } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { writeJson } from '../lib/json';
import type { CanaryReport } from './canary-report';
import { checkCells } from './memory';
import { packPackage } from './pack';
import { chooseBrowser, runCanary } from './run-canary';

/** One of each codec that pages use most, and layers. */
const CELLS = 'vp8-720-still,h264-720-still,vp9-720-l3t3-key';

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    browser: { type: 'string' },
    version: { type: 'string' },
    versions: { type: 'string' },
    only: { type: 'string' },
    cells: { type: 'string' },
    json: { type: 'string' },
  });
  const { browser, only, json, version, versions = version } = options;
  if (browser !== undefined && versions !== undefined) throw new UserError('Give --browser or --versions, not both.');
  if (browser !== undefined) process.env.CHROME_PATH = chooseBrowser(browser);
  const wanted = options.cells ?? (only === undefined ? CELLS : 'none');
  const cells = wanted === 'none' ? null : wanted;
  if (cells !== null) checkCells(cells);
  const save = (found: unknown) => json && writeJson(json, found);
  if (versions === undefined) {
    const { path } = await ensureBrowser();
    save(await runCanary({ browser: await prepareBrowser(), path, only, cells }));
    return;
  }
  const shells = await ensureShells(versions.replace('oldest', OLDEST_CHROME));
  // Once for all versions, and not in the tests' time.
  process.env.PACKED = packPackage();
  const reports: CanaryReport[] = [];
  for (const { path, product, version } of shells) {
    process.env.CHROME_PATH = path;
    reports.push(await runCanary({ browser: `${product} ${version}`, path, shell: true, only, cells }));
  }
  save(reports.length === 1 ? reports[0] : { versions: reports });
}
