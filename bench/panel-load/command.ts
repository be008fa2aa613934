/**
 * `npm run bench:panel`: the panel at scale, in headless Chromium: 300 transceivers on 10 connections
 * and 8 h of history, played by a stand-in for the hook. docs/performance.md says how, and holds the
 * figures.
 *
 *   --quick       coarser history, shorter samples
 *   --minutes N   how long to watch the heap, default 5 (2 with --quick)
 *   --only LIST   some of sizes, paint, frames, interactions, heap, burst, by commas; default all
 *   --json FILE   also write the figures to this file
 *   --docs        also write them into docs/performance.md
 *   --docs-from FILE   write those of an earlier --json there, and measure nothing
 */
import { chooseParts, readOptions, wholeNumber } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { readReport } from '../lib/docs/report';
import { describeMachine, loadNow } from '../lib/machine';
import { measurePanel, PARTS, writePanel } from './measure-panel';

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    'docs-from': { type: 'string' },
  });
  const tell = (parts: string[]) => console.log(`docs/performance.md: ${parts.join(', ')}`);
  const earlier = options['docs-from'];
  if (earlier !== undefined) return tell(writePanel(readReport(earlier)));
  const { quick, only, json } = options;
  const minutes = options.minutes === undefined ? undefined : wholeNumber('minutes', options.minutes);
  const parts = new Set(chooseParts(PARTS, only));
  const loadBefore = loadNow();
  const browser = await prepareBrowser();
  const report = await measurePanel({
    parts,
    quick,
    minutes,
    conditions: { browser, machine: describeMachine(), loadBefore },
    json,
  });
  if (options.docs) tell(writePanel(report));
}
