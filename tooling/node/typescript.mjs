import { join } from 'node:path';
import { ROOT } from './root.mjs';

/**
 * Imports TypeScript that shares its code with the tests. Node 20 does not strip types, and Vite,
 * which is there anyway, runs a module without a build of its own.
 * @template T
 * @param {string} file from the root
 * @param {typeof import('vite') | Promise<typeof import('vite')>} vite to be given by a module that was itself imported
 *   by this: Vite loads nothing more for one that runs, so that an import() in it fails, also the one here
 * @returns {Promise<T>}
 */
export async function importTypeScript(file, vite = import('vite')) {
  const { runnerImport } = await vite;
  const { NODE_ENV } = process.env;
  const { module } = await runnerImport(join(ROOT, file), { configFile: false, root: ROOT });
  // Vite's runner sets `development`. What this process builds later, or starts to build, would be a build for
  // development: larger, slower, and with the paths of this machine in it.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  return /** @type {T} */ (module);
}
