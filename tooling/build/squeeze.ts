import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MinifyOptions, minify } from 'terser';
import { version } from 'terser/package.json';
import type { Plugin } from 'vite';
import { ROOT } from '../node/root.mjs';

const OPTIONS: MinifyOptions = {
  module: true,
  // Not unsafe_arrows: libraries' functions that are called with `new` would become arrows.
  compress: { ecma: 2020, passes: 2, keep_fargs: false },
};

/** Terser takes seconds, and most chunks are the same in the next build, in that for Firefox and in the package. */
const KNOWN = join(ROOT, 'node_modules/.cache/squeezed');

/**
 * Terser makes what Vite's own minifier made another 3 % smaller, and chart.js a tenth: it leaves out what that
 * declares and nothing uses, and moves functions that are used once to where they are used.
 * @param code a module
 */
export async function squeeze(code: string): Promise<string> {
  const key = createHash('sha256')
    .update(`${version} ${JSON.stringify(OPTIONS)} ${code}`)
    .digest('hex');
  const file = join(KNOWN, `${key}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { code: squeezed = code } = await minify(code, OPTIONS);
  mkdirSync(KNOWN, { recursive: true });
  // Another build may read it: it is there at once, or not yet.
  writeFileSync(`${file}.${process.pid}`, squeezed);
  renameSync(`${file}.${process.pid}`, file);
  return squeezed;
}

/** All chunks of a build, not while its files are watched. */
export function squeezeChunks(): Plugin {
  return {
    name: 'squeeze-chunks',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      if (this.meta.watchMode) return;
      for (const file of Object.values(bundle)) {
        // A source map would no longer fit.
        if (file.type === 'chunk' && !file.map) file.code = await squeeze(file.code);
      }
    },
  };
}
