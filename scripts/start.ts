/**
 * `npm start`: the demo with the panel beside it. Without a display, or with `-- --headless`: the
 * demo's comparison by itself, patch none against reuse (`npm run ab` compares more).
 *
 *   --headless     no window, even where there is a display
 *   --demo QUERY   settings of the demo in its window, as its URL has them: codec=VP8&size=720
 *   --cycles N     publish/unpublish cycles in each arm, default 20
 *   --json FILE    also write the figures to this file
 */
import { compare } from '../bench/ab/compare';
import { readOptions, wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { showDemo } from './window';

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

export async function run(args: readonly string[]): Promise<void> {
  const values = readOptions(args, {
    headless: { type: 'boolean', default: false },
    demo: { type: 'string', default: '' },
    cycles: { type: 'string', default: '20' },
    json: { type: 'string' },
  });
  const cycles = wholeNumber('cycles', values.cycles);
  const browser = await prepareBrowser();
  if (values.headless || !hasDisplay()) await compare({ cycles, browser, json: values.json });
  else await showDemo(values.demo);
}
