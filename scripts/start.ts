/**
 * `npm start`: the demo with the panel beside it. Without a display, or with `-- --headless`: the
 * demo's comparison by itself, patch none against reuse (`npm run ab` compares more).
 *
 *   --headless     no window, even where there is a display
 *   --browser NAME firefox: the demo with the panel in Firefox's DevTools, in a window; default chrome
 *   --demo QUERY   settings of the demo in its window, as its URL has them: codec=VP8&size=720
 *   --cycles N     publish/unpublish cycles in each arm, default 20
 *   --json FILE    also write the figures to this file
 */
import { compare } from '../bench/ab/compare';
import { readOptions, wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser, prepareFirefox } from '../tooling/node/prepare.mjs';
import { UserError } from '../tooling/node/user-error.mjs';
import { showDemo, showDemoInFirefox } from './window';

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

export async function run(args: readonly string[]): Promise<void> {
  const values = readOptions(args, {
    headless: { type: 'boolean', default: false },
    browser: { type: 'string', default: 'chrome' },
    demo: { type: 'string', default: '' },
    cycles: { type: 'string', default: '20' },
    json: { type: 'string' },
  });
  const cycles = wholeNumber('cycles', values.cycles);
  if (values.browser === 'firefox') {
    if (values.headless || !hasDisplay()) {
      throw new UserError(
        'The comparison without a window runs in Chromium only. With a display, --browser firefox opens the demo.',
      );
    }
    await prepareFirefox();
    return showDemoInFirefox(values.demo);
  }
  if (values.browser !== 'chrome') throw new UserError(`--browser takes chrome or firefox, not ${values.browser}.`);
  const browser = await prepareBrowser();
  if (values.headless || !hasDisplay()) await compare({ cycles, browser, json: values.json });
  else await showDemo(values.demo);
}
