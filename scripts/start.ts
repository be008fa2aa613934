/**
 * `npm start`: the demo with the panel beside it. Without a display, or with `-- --headless`: the
 * demo's comparison by itself, patch none against reuse (`npm run ab` compares more).
 *
 *   --headless     no window, even where there is a display
 *   --browser NAME chrome (default) or firefox
 *   --demo QUERY   settings of the demo in its window, as its URL has them: codec=VP8&size=720
 *   --cycles N     publish/unpublish cycles in each arm, default 20
 *   --json FILE    also write the figures to this file
 */
import { compare } from '../bench/ab/compare';
import { runFirefoxRound } from '../bench/ab/firefox-round';
import { runChromiumRound } from '../bench/ab/round';
import { chooseBrowser, readOptions, wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser, prepareFirefox } from '../tooling/node/prepare.mjs';
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
  const { prepare, runRound, show } = chooseBrowser(values.browser, {
    chrome: { prepare: prepareBrowser, runRound: runChromiumRound, show: showDemo },
    firefox: { prepare: prepareFirefox, runRound: runFirefoxRound, show: showDemoInFirefox },
  });
  const browser = await prepare();
  if (values.headless || !hasDisplay()) await compare({ cycles, browser, runRound, json: values.json });
  else await show(values.demo);
}
