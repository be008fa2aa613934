import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

/**
 * The content scripts are built as nested, standalone bundles (crxjs does so for `*.iife.ts`, which
 * is what makes the hook run synchronously at document_start), and `vite build --watch` does not see
 * into those.
 */
function watchContentScripts(): Plugin {
  return {
    name: 'watch-content-scripts',
    buildStart() {
      for (const folder of ['content', 'protocol']) this.addWatchFile(new URL(folder, import.meta.url).pathname);
    },
  };
}

export default defineConfig({
  plugins: [preact(), crx({ manifest: manifest as never }), watchContentScripts()],
  build: {
    target: 'chrome120',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Only panels.create() names the panel page, so the manifest does not lead to it.
      input: { panel: 'panel/index.html' },
    },
  },
});
