import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A package as the project in the present folder has it: this one brings no driver along.
 * @param key an export of it
 * @param names the first that is there
 * @returns null where none is
 */
export async function fromProject(key: string, ...names: string[]): Promise<any | null> {
  const require = createRequire(resolve('package.json'));
  for (const name of names) {
    let file: string;
    try {
      file = require.resolve(name);
    } catch {
      continue;
    }
    const module = await import(pathToFileURL(file).href);
    // Of CommonJS, an export may be missing by name.
    return key in module ? module : module.default;
  }
  return null;
}
