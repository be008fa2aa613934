/**
 * `npm start`: the demo with the panel beside it. Without a display, or with `-- --headless`: the
 * demo's comparison by itself, patch none against reuse (`npm run ab` compares more).
 *
 *   --headless     no window, even where there is a display
 *   --demo QUERY   settings of the demo in its window, as its URL has them: codec=VP8&size=720
 *   --cycles N     publish/unpublish cycles in each arm, default 20
 *   --json FILE    the figures, also into this file
 */
import { readOptions, wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { orExplain, setUp } from './setup.mjs';

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

await orExplain(async () => {
  const values = readOptions({
    headless: { type: 'boolean', default: false },
    demo: { type: 'string', default: '' },
    cycles: { type: 'string', default: '20' },
    json: { type: 'string' },
  });
  const cycles = wholeNumber('cycles', values.cycles);
  setUp();
  const browser = await prepareBrowser();
  if (values.headless || !hasDisplay()) {
    /** @type {typeof import('../bench/ab/compare.ts')} */
    const { compare } = await importTypeScript('bench/ab/compare.ts');
    await compare({ cycles, browser, json: values.json });
  } else {
    /** @type {typeof import('./window.ts')} */
    const { showDemo } = await importTypeScript('scripts/window.ts');
    await showDemo(values.demo);
  }
});
