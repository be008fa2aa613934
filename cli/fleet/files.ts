import { opendir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { foreignBecause } from '../../core/files/foreign';

/** A file that is to be analyzed. */
export interface Found {
  path: string;
  /** Bytes, and when it was last changed in epoch ms; null where it can't be told, for example of what is not there. */
  size: number | null;
  modified: number | null;
}

/** What was found beside such files, and is left out. */
export interface Skipped {
  path: string;
  skipped: string;
}

/** A name that stands for nothing. */
export interface Missing {
  path: string;
  problem: string;
}

export type Entry = Found | Skipped | Missing;

/**
 * The files that names stand for, one after the other, so that a list of a million is never held: a file
 * is itself, a folder all that is in it, a pattern (`calls/2026-*.gz`, `**`) what matches it. Links are
 * followed, but each folder is searched once, so links in a circle come to an end.
 */
export async function* filesOf(names: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Entry, void, void> {
  const searched = new Set<string>();
  for await (const name of names) {
    const info = await statOf(name);
    if (info?.isDirectory()) yield* walk(name, searched, null);
    else if (info) yield { path: name, size: info.isFile() ? Number(info.size) : null, modified: Number(info.mtimeMs) };
    else if (isPattern(name)) yield* matching(name);
    // Whoever reads it says why it can't be read.
    else yield { path: name, size: null, modified: null };
  }
}

/** Whether a name that no file has is a pattern. */
export const isPattern = (name: string) => /[*?{[]/.test(name);

async function* matching(pattern: string): AsyncGenerator<Entry, void, void> {
  const normal = sep === '\\' ? pattern.replaceAll('\\', '/') : pattern;
  const { base, glob } = picomatch.scan(normal);
  const matches = picomatch(glob);
  const root = base === '' ? '.' : base;
  let some = false;
  for await (const entry of walk(root, new Set(), (path) => matches(relative(root, path).replaceAll(sep, '/')))) {
    some = true;
    yield entry;
  }
  if (!some) yield { path: pattern, problem: 'no file matches this pattern.' };
}

/** In the order of their names, so that two runs list the same. */
async function* walk(
  folder: string,
  searched: Set<string>,
  /** Null: everything, and what is left out is said of folders, too. */
  wanted: ((path: string) => boolean) | null,
): AsyncGenerator<Entry, void, void> {
  const info = await statOf(folder);
  const id = info && `${info.dev}:${info.ino}`;
  if (!id) return;
  if (searched.has(id)) return yield { path: folder, skipped: 'this folder is searched already' };
  searched.add(id);
  const names = await namesIn(folder);
  if (!names) return yield { path: folder, problem: 'the folder can’t be read.' };
  for (const name of names) {
    const path = join(folder, name);
    const each = await statOf(path);
    const isFolder = each?.isDirectory() ?? false;
    if (!isFolder && wanted && !wanted(path)) continue;
    const because = each ? foreignBecause(name, isFolder) : 'a link that leads nowhere';
    if (because && isFolder && wanted) continue;
    if (because) yield { path, skipped: because };
    else if (isFolder) yield* walk(path, searched, wanted);
    else if (each?.isFile()) yield { path, size: Number(each.size), modified: Number(each.mtimeMs) };
    else yield { path, skipped: 'neither a file nor a folder' };
  }
}

const statOf = (path: string) => stat(path, { bigint: true }).catch(() => null);

async function namesIn(folder: string): Promise<string[] | null> {
  try {
    const names: string[] = [];
    for await (const { name } of await opendir(folder)) names.push(name);
    return names.sort();
  } catch {
    return null;
  }
}
