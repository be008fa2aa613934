import { join } from 'node:path';
import { ROOT } from './root.mjs';

/**
 * Imports TypeScript that shares its code with the tests. Node 20 does not strip types, and Vite,
 * which is there anyway, runs a module without a build of its own.
 * @template T
 * @param {string} file from the root
 * @returns {Promise<T>}
 */
export async function importTypeScript(file) {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(ROOT, file), { configFile: false, root: ROOT });
  return /** @type {T} */ (module);
}
