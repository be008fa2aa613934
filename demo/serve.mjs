import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', map: 'application/json' };

/**
 * Builds the demo in memory and serves it on http://localhost and http://127.0.0.1, on the same port.
 * These are two sites, so that publisher and receiver get separate renderer processes. This is not
 * Vite's development server, because its client may reload or log errors in a page that is measured.
 *
 * @param {{ port?: number }} [options] port 0 (the default) takes any free port
 * @returns {Promise<{ publisherUrl: string, receiverUrl: string, codeUrl: string, close: () => Promise<void> }>}
 *   publisherUrl takes the settings as its query; codeUrl is the page to share in a tab capture.
 *   Rejects if the build fails or the port is in use.
 */
export async function serveDemo({ port = 0 } = {}) {
  const files = await buildFiles();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = files.get(path === '/' ? '/index.html' : path);
    if (!file) return void response.writeHead(404).end();
    const type = TYPES[/** @type {keyof typeof TYPES} */ (path.split('.').at(-1))] ?? TYPES.html;
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(file);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    // Loopback only. The browser tries ::1 for localhost too, and falls back to this.
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    publisherUrl: `http://localhost:${bound}/index.html`,
    receiverUrl: `http://127.0.0.1:${bound}/receiver.html`,
    codeUrl: `http://localhost:${bound}/code.html`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/** @returns {Promise<Map<string, string | Uint8Array>>} content by URL path */
async function buildFiles() {
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));
  const built = await build({ configFile, logLevel: 'warn', build: { write: false } });
  const outputs = Array.isArray(built) ? built : [built];
  return new Map(
    outputs
      .flatMap((result) => ('output' in result ? result.output : []))
      .map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { publisherUrl } = await serveDemo({ port: Number(process.env.PORT ?? 5180) });
  console.log(`Republish demo: ${publisherUrl}`);
}
