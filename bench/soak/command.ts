/**
 * `npm run soak -- --minutes N`: a page that publishes, unpublishes, opens and closes connections all
 * the time, with the real panel open in headless DevTools. Prints a line a minute; at the end PASS or
 * FAIL, and how the heaps of page and panel grew. docs/performance.md says what is judged.
 *
 *   --minutes N   default 30
 *   --json FILE   also write the readings to this file
 */
import { readOptions, wholeNumber } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { soak } from './soak';

export async function run(args: readonly string[]): Promise<void> {
  const { minutes, json } = readOptions(args, {
    minutes: { type: 'string', default: '30' },
    json: { type: 'string' },
  });
  const length = wholeNumber('minutes', minutes);
  const browser = await prepareBrowser();
  if (!(await soak({ minutes: length, browser, json }))) process.exitCode = 1;
}
