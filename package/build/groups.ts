import { join } from 'node:path';
import { ROOT } from '../../tooling/node/root.mjs';

/** The viewer's script, which is built with the package's modules: what both need is stored once. */
export const VIEWER_ENTRY = join(ROOT, 'panel/viewer.ts');

/** The library of `mcp`, with what it brings along. */
const LIBRARY =
  /\/node_modules\/(?:@modelcontextprotocol|zod|@valibot\/to-json-schema)\/|\/package\/mcp\/validator\.ts$/;

interface Info {
  code: string | null;
  importers: readonly string[];
  dynamicImporters: readonly string[];
  importedIds: readonly string[];
  dynamicallyImportedIds: readonly string[];
}
type InfoOf = (id: string) => Info | null;

/** Which modules import a module, from the entries on. */
function importersOf(id: string, infoOf: InfoOf): Set<string> {
  const found = new Set([id]);
  for (const each of found) {
    const info = infoOf(each);
    for (const importer of [...(info?.importers ?? []), ...(info?.dynamicImporters ?? [])]) found.add(importer);
  }
  return found;
}

/** Whether it needs nothing of Node and nothing that comes later, and what it imports neither. */
function isPlain(id: string, infoOf: InfoOf): boolean {
  const found = new Set([id]);
  for (const each of found) {
    const info = infoOf(each);
    if (!info?.code || info.dynamicallyImportedIds.length > 0 || info.code.includes('import.meta')) return false;
    for (const imported of info.importedIds) found.add(imported);
  }
  return true;
}

/**
 * The part of the archive that a module belongs to; null: a file of its own in the package.
 * @param entries of the package, the viewer's apart
 */
export function partOf(id: string, entries: readonly string[], infoOf: InfoOf): string | null {
  if (LIBRARY.test(id.replaceAll('\\', '/'))) return 'library';
  const importers = importersOf(id, infoOf);
  if (importers.has(VIEWER_ENTRY)) return entries.some((entry) => importers.has(entry)) ? 'core' : 'panel';
  return !entries.includes(id) && isPlain(id, infoOf) ? 'tools' : null;
}
