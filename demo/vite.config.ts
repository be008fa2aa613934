import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { OLDEST_CHROME } from '../manifest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The demo is a static site of its own: four pages, no dependency, built to out/demo. */
export default defineConfig({
  root: here('.'),
  base: './',
  build: {
    outDir: here('../out/demo'),
    emptyOutDir: true,
    target: `chrome${OLDEST_CHROME}`,
    modulePreload: { polyfill: false },
    // Call sites are what the panel shows of a page: they shall read "ways.js:30", not "index-x1.js:1".
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: ['index.html', 'receiver.html', 'code.html', 'scenarios.html'].map(here),
      output: { preserveModules: true, entryFileNames: '[name].js', assetFileNames: '[name].[ext]' },
    },
  },
});
