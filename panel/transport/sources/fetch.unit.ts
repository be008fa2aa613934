import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { MAX_MAP_BYTES } from '../../../core/callsite/source-map';
import { fetchMap } from './fetch';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Serves one answer for every address; tells what was asked, and how many connections it has now. */
async function serving(answer: Answer) {
  const asked: string[] = [];
  const open = new Set<unknown>();
  const server = createServer((request, response) => {
    asked.push(request.url!);
    answer(response, request);
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    open,
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const never = () => new AbortController().signal;

async function said(answer: Answer, signal = never()) {
  const server = await serving(answer);
  try {
    const why = await fetchMap(server.url('/a.map'), false, signal).catch((error: Error) => error.message);
    return { why, asked: server.asked };
  } finally {
    server.close();
  }
}

for (const to of ['/b.map', 'http://localhost:1/b.map', 'data:application/json,{}', 'file:///etc/passwd', '//x/']) {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`no redirect is followed: ${status} to ${to}`, async () => {
      expect(await said((response) => response.writeHead(status, { location: to }).end())).toEqual({
        why: 'Its source map is a redirect, which is not followed.',
        asked: ['/a.map'],
      });
    });
  }
}

const megabyte = Buffer.alloc(1024 * 1024, ' ');
/** Sends until the other side has had enough. */
function flood(response: ServerResponse, piece: Buffer = megabyte): { sent: number; closed: boolean } {
  const state = { sent: 0, closed: false };
  response.on('close', () => (state.closed = true));
  const go = () => {
    while (!state.closed) {
      state.sent += piece.length;
      if (!response.write(piece)) return void response.once('drain', go);
    }
  };
  go();
  return state;
}

for (const [name, headers, piece] of [
  ['a body without end', {}, megabyte],
  ['gzip that unpacks without end', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(100 * 1024 * 1024))],
] as const) {
  test(`a flood is cut off while it comes: ${name}`, async () => {
    let state = { sent: 0, closed: false };
    const { why } = await said((response) => {
      response.writeHead(200, headers);
      state = flood(response, piece);
    });
    expect(why).toBe('Its source map is too large.');
    await expect.poll(() => state.closed).toBe(true);
    // What was under way when the other side stopped, in buffers on both sides.
    expect(state.sent).toBeLessThan(MAX_MAP_BYTES + 16 * 1024 * 1024);
  });
}

test('what is announced as too large is not read', async () => {
  const { why } = await said((response) => {
    response.writeHead(200, { 'content-length': String(MAX_MAP_BYTES + 1) });
    response.write('{');
  });
  expect(why).toBe('Its source map is too large.');
});

for (const [name, answer] of [
  ['no first byte', () => {}],
  ['headers and no more', (response) => response.writeHead(200).flushHeaders()],
  ['half a map', (response) => response.writeHead(200).write('{"version":3,')],
] as const satisfies readonly (readonly [string, Answer])[]) {
  test(`a server that stalls is left: ${name}`, async () => {
    const server = await serving(answer);
    const control = new AbortController();
    const reading = fetchMap(server.url('/a.map'), false, control.signal).catch((error: Error) => error.message);
    await expect.poll(() => server.asked.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.open.size).toBe(1);
    control.abort();
    expect(await reading).toMatch(/^Its source map could not be fetched \((no answer|cut off)\)\.$/);
    // Node keeps a connection for a while after the request is gone; a busy machine takes longer.
    await expect.poll(() => server.open.size, { timeout: 20_000 }).toBe(0);
    server.close();
  });
}

test('a good map comes as it is, whatever it is called', async () => {
  const text = JSON.stringify({ version: 3, sources: ['日本.ts'], mappings: ';' });
  expect((await said((response) => response.writeHead(200, { 'content-type': 'image/png' }).end(text))).why).toBe(text);
  expect((await said((response) => response.writeHead(404).end('x'))).why).toContain('(HTTP 404)');
  expect(await fetchMap(`data:application/json,${encodeURIComponent(text)}`, false, never())).toBe(text);
});
