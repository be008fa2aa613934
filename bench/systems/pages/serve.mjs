import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../../../tooling/node/root.mjs';

const TYPES = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript', map: 'application/json' };

/** Libraries that are served as the files they are published as: package, file, where it lies. */
const LIBRARIES = /** @type {const} */ ([
  ['livekit-client', 'LIVEKIT', 'dist', 'livekit-client.esm.mjs'],
  ['janus-gateway', 'JANUS', 'npm/dist', 'janus.es.js'],
  ['simple-peer', 'SIMPLE_PEER', '', 'simplepeer.min.js'],
]);

/** @param {string} name @returns {string} */
export const libraryVersion = (name) =>
  JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;

/** @type {ReturnType<typeof buildFiles> | undefined} once for all systems of a command */
let built;

/**
 * Builds the systems' pages and serves them on http://localhost and http://127.0.0.1: two sites,
 * so that publisher and receiver have a renderer process each. Loopback only, any free port.
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function serveSystems() {
  built ??= buildFiles();
  const files = await built;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = files.get(path) ?? libraryFile(path);
    if (!file) return void response.writeHead(404).end();
    const type = TYPES[/** @type {keyof typeof TYPES} */ (path.split('.').at(-1))] ?? TYPES.html;
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(file);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/** @param {string} path such as /npm/livekit-client@2.23.0/livekit-client.esm.mjs(.map) */
function libraryFile(path) {
  const [, name, file] = /^\/npm\/([a-z-]+)@[^/]+\/([\w.-]+)$/.exec(path) ?? [];
  const library = LIBRARIES.find(([known, , , main]) => known === name && (file === main || file === `${main}.map`));
  if (!library || !file) return null;
  try {
    return readFileSync(join(ROOT, 'node_modules', library[0], library[2], file));
  } catch {
    return null; // A library without a source map.
  }
}

/** @returns {Promise<Map<string, string | Uint8Array>>} content by URL path */
async function buildFiles() {
  const output = await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) });
  const outputs = Array.isArray(output) ? output : [output];
  const files = new Map(
    outputs
      .flatMap((one) => ('output' in one ? one.output : []))
      .map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
  const page = String(files.get('/index.html'));
  const filled = LIBRARIES.reduce(
    (text, [name, mark]) => text.replaceAll(`@${mark}/`, `@${libraryVersion(name)}/`),
    page,
  );
  return files.set('/index.html', filled);
}
