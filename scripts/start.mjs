/**
 * `npm start`: the demo with the panel beside it. Without a display, or with `-- --headless`: the
 * demo's comparison by itself, patch none against reuse.
 *
 *   --headless     no window, even where there is a display
 *   --cycles N     publish/unpublish cycles in each arm, default 20
 *   --json FILE    the figures, also into this file
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/root.mjs';
import { runTool, step } from './lib/steps.mjs';
import { Sentence } from './setup/sentence.mjs';
import { ensureBrowser, orExplain, setUp } from './setup.mjs';

function readOptions() {
  const options = /** @type {const} */ ({
    headless: { type: 'boolean', default: false },
    cycles: { type: 'string', default: '20' },
    json: { type: 'string' },
  });
  try {
    const { values } = parseArgs({ options });
    const cycles = Number(values.cycles);
    if (!Number.isInteger(cycles) || cycles < 1)
      throw new Error(`--cycles is a whole number from 1, not ${values.cycles}`);
    return { headless: values.headless || !hasDisplay(), cycles, json: values.json };
  } catch (error) {
    throw new Sentence(/** @type {Error} */ (error).message);
  }
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Imports TypeScript that shares its code with the tests. Node 20 does not strip types, and Vite,
 * which is there anyway, runs a module without a build of its own.
 * @template T
 * @param {string} file in this folder
 * @returns {Promise<T>}
 */
async function importTypeScript(file) {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(ROOT, 'scripts', file), { configFile: false, root: ROOT });
  return /** @type {T} */ (module);
}

await orExplain(async () => {
  const { headless, cycles, json } = readOptions();
  setUp();
  const { product, version } = await ensureBrowser();
  console.log(`${product} ${version}`);
  if (!(await step('Build (vite)', () => runTool('vite', ['build'], { quiet: true })))) {
    throw new Sentence('The extension could not be built: see above.');
  }
  if (headless) {
    /** @type {typeof import('./ab/main.ts')} */
    const { compare } = await importTypeScript('ab/main.ts');
    await compare({ cycles, json });
  } else {
    /** @type {typeof import('./window.ts')} */
    const { showDemo } = await importTypeScript('window.ts');
    await showDemo();
  }
});
