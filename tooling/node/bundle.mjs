import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './root.mjs';

/**
 * Bundles a TypeScript file to one JavaScript file that plain Node runs: processes of our own start with
 * it at once, where importTypeScript() would load Vite into each.
 * @param {string} file from the root
 * @returns {Promise<{ file: string, remove: () => Promise<void> }>} in out/, where packages are found
 */
export async function bundle(file) {
  const outDir = join(ROOT, 'out', 'bundles', randomUUID());
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: join(ROOT, file),
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'main.mjs', codeSplitting: false } },
    },
  });
  return { file: join(outDir, 'main.mjs'), remove: () => rm(outDir, { recursive: true, force: true }) };
}
