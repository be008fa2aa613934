/**
 * `npm run soak -- --minutes N`: a page that publishes, unpublishes, opens and closes connections all
 * the time, with the real panel open in headless DevTools. Prints a line a minute; at the end PASS or
 * FAIL, and how the heaps of page and panel grew. docs/performance.md says what is judged.
 *
 *   --minutes N   default 30
 *   --json FILE   also write the readings to this file
 *   --docs        also write what was found into docs/performance.md
 *   --docs-from FILE   write that of an earlier --json there, and soak nothing
 */
import { readOptions, wholeNumber } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { describeMachine, loadNow } from '../lib/machine';
import { readSoak, writeSoak } from './docs';
import { soak } from './soak';

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    minutes: { type: 'string', default: '30' },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    'docs-from': { type: 'string' },
  });
  const earlier = options['docs-from'];
  if (earlier !== undefined) return writeSoak(readSoak(earlier));
  const { json } = options;
  const minutes = wholeNumber('minutes', options.minutes);
  const loadBefore = loadNow();
  const browser = await prepareBrowser();
  const report = await soak({ minutes, conditions: { browser, machine: describeMachine(), loadBefore }, json });
  if (options.docs) writeSoak(report);
  if (report.wrong.length > 0) process.exitCode = 1;
}
