import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { OLDEST_CHROME } from '../manifest';
import { LEFT_OUT } from '../tooling/build/leftOut';
import { squeeze } from '../tooling/build/squeeze';
import { viewerPage, viewerPlugins } from '../tooling/build/viewer';
import { VIEWER_FILE } from './viewerFile.mjs';

/** Puts the script and the style sheet into the page: it has to open from a disk, where modules can't be imported. */
function inline(): Plugin {
  return {
    name: 'inline',
    enforce: 'post',
    generateBundle: {
      // Vite itself finishes the chunks there.
      order: 'post',
      async handler(_options, bundle) {
        let html = '';
        let script = '';
        let style = '';
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === 'chunk') script += file.code;
          else if (name.endsWith('.css')) style += file.source;
          else if (name.endsWith('.html')) html = String(file.source);
          delete bundle[name];
        }
        const page = viewerPage(html, style, await squeeze(script));
        this.emitFile({ type: 'asset', fileName: VIEWER_FILE, source: page.before + page.script + page.after });
      },
    },
  };
}

/** The viewer as one HTML file: `npm run build:viewer`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [viewerPlugins(), inline()],
  resolve: { alias: LEFT_OUT },
  build: {
    target: `chrome${OLDEST_CHROME}`,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    outDir: fileURLToPath(new URL('../out/viewer', import.meta.url)),
    emptyOutDir: true,
    rolldownOptions: {
      input: fileURLToPath(new URL('./viewer.html', import.meta.url)),
      output: { codeSplitting: false },
    },
  },
});
