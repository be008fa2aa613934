import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';

/** Beside the built modules: all of them are in one folder. */
const here = import.meta.url;

/** What is compressed in the package, together, since its parts have much in common. */
export const ARCHIVE_FILE = 'archive.br';

/** Parts of the archive in their order. What is an expression is the viewer's script and a module of Node's. */
export const PARTS = ['before', 'core', 'panel', 'after', 'tools', 'library', 'page'] as const;
export type Part = (typeof PARTS)[number];

/** Stands in none of them. */
export const BETWEEN = '\0';

let texts: string[] | null = null;

/** The text of a part. */
export function part(name: Part): string {
  texts ??= brotliDecompressSync(readFileSync(new URL(ARCHIVE_FILE, here)))
    .toString('utf8')
    .split(BETWEEN);
  return texts[PARTS.indexOf(name)]!;
}

/**
 * Runs a part that is a module as a function of those that it imports.
 * @returns its exports
 */
export function evaluate(name: 'core' | 'tools' | 'library', ...imported: unknown[]): Record<string, unknown> {
  return runInThisContext(part(name), { filename: new URL(`${name}.js`, here).href })(...imported);
}
