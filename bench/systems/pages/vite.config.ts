import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The pages of the systems, built in memory. Libraries that the import map names stay outside. */
export default defineConfig({
  root: here('.'),
  base: './',
  logLevel: 'warn',
  build: {
    write: false,
    target: 'chrome120',
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
            ...['mediasoup-client', 'jssip', 'peerjs'].map((name) => ({
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
