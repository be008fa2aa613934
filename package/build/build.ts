import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { minify } from 'terser';
import { build, type InlineConfig } from 'vite';
import { OLDEST_CHROME } from '../../manifest';
import { VIEWER_FILE } from '../../panel/viewerFile.mjs';
import { ROOT } from '../../tooling/node/root.mjs';
import { PAGE_FILE, VIEWER_PACKED } from '../live/assets';
import { LEAN } from './lean';

/** Modules of the package by their names in dist/; the rest is split off as they need it. */
const ENTRIES = {
  index: 'package/index.ts',
  playwright: 'package/playwright/index.ts',
  test: 'package/playwright/test.ts',
  puppeteer: 'package/puppeteer/index.ts',
  cdp: 'package/cdp/index.ts',
  cli: 'package/cli/main.ts',
  worker: 'cli/fleet/parallel/worker.ts',
};

const PLAIN: InlineConfig = { configFile: false, root: ROOT, logLevel: 'warn', publicDir: false };

/** Builds the package's JavaScript, the page's script and the viewer into a folder. */
export async function buildPackage(out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  // Vite keeps the mode of the process, and its module runner, which loads this file, sets `development`.
  process.env.NODE_ENV = 'production';
  await build({
    ...PLAIN,
    ...LEAN,
    ssr: { noExternal: true, external: ['@playwright/test', 'ws'] },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: true,
      target: 'node20',
      minify: 'oxc',
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(ROOT, file)])),
        // Everything in one folder: what is read at run time is beside it.
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js' },
      },
    },
  });
  writeFileSync(join(out, PAGE_FILE), await pageScript());
  const viewer = join(ROOT, 'panel/viewer.vite.config.ts');
  await build({ configFile: viewer, logLevel: 'warn', build: { outDir: out, emptyOutDir: false } });
  writeFileSync(join(out, VIEWER_PACKED), brotliCompressSync(readFileSync(join(out, VIEWER_FILE))));
  rmSync(join(out, VIEWER_FILE));
}

/** The hook with its carrier, as one function: the same squeeze as in the extension, but with all names and codes in full. */
async function pageScript(): Promise<string> {
  const built = await build({
    ...PLAIN,
    build: {
      write: false,
      target: `chrome${OLDEST_CHROME}`,
      minify: false,
      lib: { entry: join(ROOT, 'package/page/page.iife.ts'), formats: ['iife'], name: 'transceiverInspector' },
    },
  });
  const [output] = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  if (output?.type !== 'chunk') throw new Error('The page’s script was not built.');
  const { code } = await minify(`(BINDING, PATCH, KEEP, LATE) => {${output.code}}`, {
    compress: { ecma: 2020, passes: 3, keep_fargs: false, unsafe_arrows: true, expression: true },
  });
  if (!code) throw new Error('The page’s script could not be minified.');
  return code.replace(/;$/, '');
}
