import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { build, defineConfig, type Plugin } from 'vite';
import { squeezeContentScripts } from './content/build/squeeze';
import { BROWSERS, type Browser, manifestFor, OLDEST_CHROME } from './manifest';
import { VIEWER_FILE } from './panel/viewerFile.mjs';
import { docsPages } from './tooling/build/docs';
import { LEFT_OUT } from './tooling/build/leftOut';
import { squeezeChunks } from './tooling/build/squeeze';

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

/** The self-contained viewer goes along as a file, to make reports of; it is never opened from there. */
function bundleViewer(): Plugin {
  return {
    name: 'bundle-viewer',
    apply: 'build',
    async generateBundle() {
      if (this.meta.watchMode) return;
      const configFile = new URL('panel/viewer.vite.config.ts', import.meta.url).pathname;
      const built = await build({ configFile, logLevel: 'warn', build: { write: false } });
      const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
      const viewer = outputs.find(({ fileName }) => fileName === VIEWER_FILE);
      if (viewer?.type === 'asset') this.emitFile({ type: 'asset', fileName: VIEWER_FILE, source: viewer.source });
    },
  };
}

/** The oldest that the manifests allow. */
const TARGETS: Record<Browser, string> = { chrome: `chrome${OLDEST_CHROME}`, firefox: 'firefox153' };

/** `vite build` makes dist/chrome, `vite build --mode firefox` dist/firefox. */
export default defineConfig(({ mode }) => {
  const browser = BROWSERS.find((each) => each === mode) ?? 'chrome';
  return {
    plugins: [
      preact(),
      docsPages(),
      crx({ manifest: manifestFor(browser) as never, browser }),
      watchContentScripts(),
      squeezeContentScripts(),
      squeezeChunks(),
      bundleViewer(),
    ],
    resolve: { alias: LEFT_OUT },
    build: {
      outDir: `dist/${browser}`,
      target: TARGETS[browser],
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // Only panels.create() names the panel page, so the manifest does not lead to it.
        // The viewer is linked to from the icon's popup.
        input: { panel: 'panel/index.html', viewer: 'extension/viewer.html' },
        output: {
          codeSplitting: {
            // What panel and viewer share, in one honestly named chunk; it takes along what it imports.
            groups: [
              { name: 'app', test: /panel[\\/]mount\.tsx$/ },
              { name: 'rows', test: /@tanstack[\\/]virtual-core/ },
            ],
          },
        },
      },
    },
  };
});
