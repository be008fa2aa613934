import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes, gzipped. Every page that the browser opens runs the hook before its own first script. */
export const HOOK_GOAL = 12 * 1024;
/**
 * What it may have until then: a third of it are the patches, which after a reload must be there that early too.
 * 1,280 more than before: ended and muted tracks, data channels and captures by line, offers that wait.
 */
export const HOOK_LIMIT = 14_720;
/** Bytes, gzipped. */
export const PANEL_LIMIT = 110_000;
/** Bytes, gzipped, of what the overview loads after the first paint: its views, and chart.js with its zoom plugin. */
export const OVERVIEW_LIMIT = 80 * 1024;
/** Bytes, gzipped, of the views of the other tabs, which are loaded when the panel has nothing else to do. */
export const TABS_LIMIT = 20_000;

/** One file of the built extension. */
export interface Size {
  /** Relative to the build. */
  file: string;
  /** Gzipped. */
  bytes: number;
}

const CHUNKS = 'assets';
const STATIC_IMPORT = /\b(?:from|import)\s*(["'])([^"']+\.js)\1/g;
const PAGE_SCRIPT = /<script\b[^>]*\bsrc="([^"]+)"/g;
const PAGE_STYLE = /<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"/g;

/** @param build folder of the built extension */
export function hookSize(build: string): Size {
  return sizeOf(build, 'content/hook.iife.js');
}

/**
 * All that the panel needs before its first paint: its page, its style sheets, its script and what
 * that imports, not what it loads later by `import()`. The biggest first.
 * @throws where the page names no script: then this no longer understands the build
 */
export function firstLoadOf(build: string): Size[] {
  const page = 'panel/index.html';
  const html = readFileSync(join(build, page), 'utf8');
  const scripts = named(html, PAGE_SCRIPT, 1).map((path) => resolved(page, path));
  if (scripts.length === 0) throw new Error(`${page} names no script`);
  const styles = named(html, PAGE_STYLE, 1).map((path) => resolved(page, path));
  return sizesOf(build, [page, ...styles, ...withImports(build, scripts)]);
}

/**
 * What the overview loads after the first paint, the biggest first.
 * @throws where the build has no such chunk: then this no longer understands it
 */
export const overviewLoadOf = (build: string) => laterLoadOf(build, ['Overview', 'chart']);

/** What the other tabs load beyond that, the biggest first. @throws as above */
export function tabsLoadOf(build: string): Size[] {
  const overview = overviewLoadOf(build).map(({ file }) => file);
  const tabs = laterLoadOf(build, ['TransceiversView', 'PatchLog', 'LogView', 'RunsView']);
  return tabs.filter(({ file }) => !overview.includes(file));
}

/** Chunks by their names, with all that they import and the first load does not have. */
function laterLoadOf(build: string, names: readonly string[]): Size[] {
  const first = firstLoadOf(build).map(({ file }) => file);
  const files = readdirSync(join(build, CHUNKS));
  const chunks = names.map((name) => {
    const file = files.find((each) => each.startsWith(`${name}-`) && each.endsWith('.js'));
    if (!file) throw new Error(`There is no chunk ${name} in ${CHUNKS}`);
    return `${CHUNKS}/${file}`;
  });
  return sizesOf(
    build,
    withImports(build, chunks).filter((file) => !first.includes(file)),
  );
}

function withImports(build: string, scripts: readonly string[]): string[] {
  const all = new Set(scripts);
  // A set can grow while it is walked through.
  for (const script of all) {
    const code = readFileSync(join(build, script), 'utf8');
    for (const path of named(code, STATIC_IMPORT, 2)) all.add(resolved(script, path));
  }
  return [...all];
}

export const sumOf = (sizes: readonly Size[]) => sizes.reduce((sum, { bytes }) => sum + bytes, 0);

/** `assets/app.js 80.1 kB, …` @param most names no more than these */
export function biggest(sizes: readonly Size[], most = 5): string {
  return sizes
    .slice(0, most)
    .map(({ file, bytes }) => `${file} ${(bytes / 1024).toFixed(1)} kB`)
    .join(', ');
}

const named = (text: string, pattern: RegExp, group: number) => [...text.matchAll(pattern)].map((m) => m[group]!);

/** A path as a file names it, relative to the build. */
const resolved = (file: string, path: string) =>
  path.startsWith('/') ? path.slice(1) : join(dirname(file), path).replaceAll('\\', '/');

const sizesOf = (build: string, files: readonly string[]) =>
  files.map((file) => sizeOf(build, file)).sort((a, b) => b.bytes - a.bytes);

const sizeOf = (build: string, file: string): Size => ({
  file,
  bytes: gzipSync(readFileSync(join(build, file))).length,
});
