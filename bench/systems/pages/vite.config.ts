import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { OLDEST_CHROME } from '../../../manifest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The pages of the systems, built in memory. Libraries that the import map names stay outside. */
export default defineConfig({
  root: here('.'),
  base: './',
  logLevel: 'warn',
  plugins: [
    {
      // matrix-js-sdk loads megabytes of encryption on demand, and no call of ours asks for it.
      name: 'without-encryption',
      transform: {
        filter: { id: /matrix-js-sdk\/lib\/client\.js$/ },
        handler: (code) => ({
          code: code.replace('import("./rust-crypto/index.js")', 'Promise.reject()'),
          // No line moves.
          map: null,
        }),
      },
    },
  ],
  build: {
    write: false,
    target: `chrome${OLDEST_CHROME}`,
    modulePreload: false,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: here('index.html'),
      external: ['livekit-client', 'janus-gateway'],
      output: {
        // Call sites are what the panel shows: they shall read as a library's file and an app's.
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name].[ext]',
        // Files of their own, as from a CDN: bundled with the app's code, their frames could not be recognized.
        codeSplitting: {
          groups: [
            // In a library's file it would load that library into every page.
            { name: 'preload', test: /vite\/preload-helper/, priority: 1 },
            ...['mediasoup-client', 'jssip', 'peerjs', 'sip.js', 'matrix-js-sdk'].map((name) => ({
              name,
              test: new RegExp(`node_modules/${name}/`),
            })),
            { name: 'vendor', test: /node_modules/ },
          ],
        },
      },
    },
  },
});
