import { minify } from 'terser';
import type { Plugin } from 'vite';
import { REASON_CODES } from '../../protocol/reasons';
import { SHORT_NAMES } from './short-names';

const COMPRESS = { ecma: 2020, passes: 3, keep_fargs: false, unsafe_arrows: true } as const;
/** No shorter, but text in which gzip finds more repetitions. */
const REPETITIVE = {
  hoist_funs: true,
  if_return: false,
  lhs_constants: false,
  negate_iife: false,
  sequences: false,
} as const;
const SCRIPT = /\.iife\.js$/;
const QUOTED_CODE = /(["'`])([a-z]+(?:-[a-z]+)+)\1/g;

/** Reason codes as their numbers, which the panel turns back (protocol/reasons.ts). A code of one word is also a word of something else. */
function withNumbers(code: string): string {
  return code.replace(QUOTED_CODE, (text, _quote, word) => {
    const number = REASON_CODES.indexOf(word);
    return number < 1 ? text : ` ${number} `;
  });
}

/**
 * Every page that the browser opens runs the content scripts. Terser makes them another 2 % smaller than
 * Vite's own minifier, above all since it moves functions that are used once to where they are used; reason codes
 * and the names of the hook's own members, in short, save 3 % more.
 */
export function squeezeContentScripts(): Plugin {
  return {
    name: 'squeeze-content-scripts',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      if (this.meta.watchMode) return;
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !SCRIPT.test(file.fileName)) continue;
        const { code } = await minify(withNumbers(String(file.source)), {
          compress: { ...COMPRESS, ...REPETITIVE },
          format: { ecma: 2020 },
          mangle: { properties: { regex: new RegExp(`^(?:${SHORT_NAMES.join('|')})$`) } },
        });
        if (code) file.source = code;
      }
    },
  };
}
