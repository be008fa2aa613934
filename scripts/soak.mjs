/**
 * `npm run soak -- --minutes N`: a page that publishes, unpublishes, opens and closes connections all
 * the time, with the real panel open in headless DevTools. A line a minute; at the end PASS or FAIL,
 * and how page and panel heap grew. docs/performance.md says what is judged.
 *
 *   --minutes N   default 30
 *   --json FILE   the readings, also into this file
 */
import { readOptions, wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  const { minutes, json } = readOptions({
    minutes: { type: 'string', default: '30' },
    json: { type: 'string' },
  });
  const length = wholeNumber('minutes', minutes);
  setUp();
  /** @type {typeof import('../bench/soak/soak.ts')} */
  const { soak } = await importTypeScript('bench/soak/soak.ts');
  const browser = await prepareBrowser();
  if (!(await soak({ minutes: length, browser, json }))) process.exitCode = 1;
});
