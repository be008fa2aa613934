import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes, gzipped. Every page that the browser opens runs the hook before its own first script. */
export const HOOK_GOAL = 12 * 1024;
/** What it may have until then: a third of it are the patches, which after a reload must be there that early too. */
export const HOOK_LIMIT = 14_220;
/** Bytes, gzipped. */
export const PANEL_LIMIT = 120 * 1024;
/** Bytes, gzipped, of what the overview loads after the first paint: its views, and chart.js with its zoom plugin. */
export const OVERVIEW_LIMIT = 80 * 1024;

/** One file of the built extension. */
export interface Size {
  /** Relative to the build. */
  file: string;
  /** Gzipped. */
  bytes: number;
}

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
  const scripts = new Set(named(html, PAGE_SCRIPT, 1).map((path) => resolved(page, path)));
  if (scripts.size === 0) throw new Error(`${page} names no script`);
  // A set can grow while it is walked through.
  for (const script of scripts) {
    const code = readFileSync(join(build, script), 'utf8');
    for (const path of named(code, STATIC_IMPORT, 2)) scripts.add(resolved(script, path));
  }
  const styles = named(html, PAGE_STYLE, 1).map((path) => resolved(page, path));
  return [page, ...styles, ...scripts].map((file) => sizeOf(build, file)).sort((a, b) => b.bytes - a.bytes);
}

/** @throws where the build has no such chunk: then this no longer understands it */
export function overviewLoadOf(build: string): Size[] {
  const folder = 'assets';
  const files = readdirSync(join(build, folder));
  return ['Overview', 'TimeChart', 'chart'].map((name) => {
    const file = files.find((each) => each.startsWith(`${name}-`) && each.endsWith('.js'));
    if (!file) throw new Error(`There is no chunk ${name} in ${folder}`);
    return sizeOf(build, join(folder, file));
  });
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

const sizeOf = (build: string, file: string): Size => ({
  file,
  bytes: gzipSync(readFileSync(join(build, file))).length,
});
