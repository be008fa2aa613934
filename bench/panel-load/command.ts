/**
 * `npm run bench:panel`: the panel at scale, in headless Chromium: 300 transceivers on 10 connections
 * and 8 h of history, played by a stand-in for the hook. docs/performance.md says how, and holds the
 * figures.
 *
 *   --quick       coarser history, shorter samples
 *   --only LIST   some of sizes, paint, frames, interactions, heap, burst, by commas; default all
 *   --json FILE   also write the figures to this file
 */
import { chooseParts, readOptions } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { describeMachine } from '../lib/machine';
import { measurePanel, PARTS } from './measure-panel';

export async function run(args: readonly string[]): Promise<void> {
  const { quick, only, json } = readOptions(args, {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
  });
  const parts = new Set<string>(chooseParts(PARTS, only));
  const browser = await prepareBrowser();
  await measurePanel({ parts, quick, browser, machine: describeMachine(), json });
}
