import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { OLDEST_CHROME } from '../manifest';
import { LEFT_OUT } from '../tooling/build/leftOut';
import { squeeze } from '../tooling/build/squeeze';
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
        // What would end a script, or turn it into something else, means the same with a backslash.
        const safe = (await squeeze(script)).replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
        const source = html
          .replace(/\s*<(script|link)\b[^>]*\b(src|href)="[^"]*"[^>]*>(<\/script>)?/g, '')
          .replace('</head>', () => `<style>${style}</style>\n  </head>`)
          .replace('</body>', () => `<script type="module">${safe}</script>\n  </body>`);
        this.emitFile({ type: 'asset', fileName: VIEWER_FILE, source });
      },
    },
  };
}

/** The viewer as one HTML file: `npm run build:viewer`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [preact(), inline()],
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
