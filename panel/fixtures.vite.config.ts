import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { OLDEST_CHROME } from '../manifest';
import { docsPages } from '../tooling/build/docs';
import { LEFT_OUT } from '../tooling/build/leftOut';

/** The panel over its fixtures, without a browser extension: `npx vite --config panel/fixtures.vite.config.ts`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [preact(), docsPages()],
  resolve: { alias: LEFT_OUT },
  build: {
    target: `chrome${OLDEST_CHROME}`,
    outDir: fileURLToPath(new URL('../out/fixtures', import.meta.url)),
    emptyOutDir: true,
    rolldownOptions: { input: fileURLToPath(new URL('./fixtures.html', import.meta.url)) },
  },
});
