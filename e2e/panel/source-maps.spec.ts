import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Frame, Locator, Page } from '@playwright/test';
import { build } from 'vite';
import { type OpenPanel, shownSource } from '../../tooling/browser/devtools';
import type { TestServer } from '../../tooling/pages/server';
import { expect, test } from '../harness/test';

/** What a developer wrote; the types and the comment make other lines of it than the bundle has. */
const WRITTEN = {
  'main.ts': `import { share } from './publish/share';

share();
`,
  'publish/share.ts': `/** Publishes nothing. */
interface Options {
  kind: 'video';
}

const connection = new RTCPeerConnection();

export function share({ kind }: Options = { kind: 'video' }): void {
  console.log('sharing');
  connection.addTransceiver(kind);
}
`,
};
const ADDS = 'publish/share.ts';
const LINE = WRITTEN[ADDS].split('\n').findIndex((line) => line.includes('addTransceiver')) + 1;

interface Served {
  sourcemap?: boolean | 'inline';
  /** Of the map's answer. */
  status?: number;
  /** The map ends in the middle. */
  cut?: boolean;
  /** Where the script comes from, default the page's own. */
  host?: string;
  /** Gets the mode of each request for the map. */
  asked?: string[];
  /** In place of the map. */
  answer?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Bundles the sources, and serves page, bundle and map. */
async function serve(server: TestServer, dir: string, options: Served = {}): Promise<void> {
  const { sourcemap = true, status = 200, cut = false, host, asked = [], answer } = options;
  for (const [name, text] of Object.entries(WRITTEN)) {
    const file = join(dir, 'src', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const rolldownOptions = { input: join(dir, 'src/main.ts'), output: { entryFileNames: 'assets/app.js' } };
  const how = { write: false, sourcemap, modulePreload: false, rolldownOptions } as const;
  const built = await build({ root: dir, configFile: false, logLevel: 'warn', build: how });
  for (const file of 'output' in built ? built.output : []) {
    const isMap = file.fileName.endsWith('.map');
    server.route(`/${file.fileName}`, (request, response) => {
      if (isMap) asked.push(String(request.headers['sec-fetch-mode']));
      if (isMap && answer) return answer(request, response);
      response.writeHead(isMap ? status : 200, { 'content-type': 'text/javascript' });
      const text = file.type === 'chunk' ? file.code : String(file.source);
      response.end(isMap && cut ? text.slice(0, text.length / 2) : text);
    });
  }
  const script = server.url('/assets/app.js', host);
  server.html('/', `<title>Bundled</title><body><script defer src="${script}"></script>`);
}

/** Opens the panel, wide enough for the column, and clicks the line that made the transceiver. */
async function clickPlace({ panel, resize }: OpenPanel): Promise<Locator> {
  await resize(1400, 800);
  await panel.getByRole('tab', { name: /^Transceivers/ }).click();
  const place = placeIn(panel);
  await expect(place).toHaveAttribute('title', /^Open http:.*app\.js:\d+:\d+ in Sources/);
  await place.click();
  return place;
}

/** Back from Sources, which DevTools may still be about to show; lists are empty where they can't be seen. */
const inPanel = ({ selectPanel }: OpenPanel, act: () => Promise<void>) =>
  expect(async () => {
    await selectPanel();
    await act();
  }).toPass({ timeout: 20_000 });
/** A click is lost where DevTools shows Sources in that moment: again, until the map is asked for. */
const clickAgain = (tools: OpenPanel, asked: () => boolean) =>
  inPanel(tools, async () => {
    await placeIn(tools.panel).click({ timeout: 1_000 });
    await expect.poll(asked, { timeout: 2_000 }).toBe(true);
  });
const expectTitle = (tools: OpenPanel, title: RegExp) =>
  inPanel(tools, () => expect(placeIn(tools.panel)).toHaveAttribute('title', title, { timeout: 1_000 }));

/** How the panel asks (Fetch); DevTools itself asks without CORS. */
const PANELS = 'cors';
const placeIn = (panel: Frame) => panel.getByRole('button', { name: /^app\.js:/ }).first();

const mappedIn = (panel: Frame) => panel.getByRole('button', { name: new RegExp(`^share\\.ts:${LINE}:`) }).first();
const BY_MAP = /share\.ts:\d+:\d+ in Sources, by the source map of http.*app\.js/;

/** In the log the line, its whole stack, the filter and what the menu copies have the page's own names. */
async function expectNamesInLog({ panel, resize }: OpenPanel): Promise<void> {
  await resize(1400, 800);
  await panel.getByRole('tab', { name: 'Log', exact: true }).click();
  await panel.getByRole('searchbox', { name: 'Filter' }).fill(`share.ts:${LINE}`);
  const call = panel.locator('.log-line').filter({ hasText: 'addTransceiver' });
  await expect(call.locator('.place')).toHaveText(new RegExp(`^share\\.ts:${LINE}:\\d+$`));
  await call.locator('.tag').click();
  await expect(panel.locator('.log-more .stack .place')).toHaveText([/^share\.ts:/, /^main\.ts:3:/]);
  await panel.evaluate(() => {
    document.addEventListener('copy', () => {
      (globalThis as any).copied = (document.activeElement as HTMLTextAreaElement).value;
    });
  });
  await call.click({ button: 'right', position: { x: 40, y: 8 } });
  await expect(panel.getByRole('menuitem', { name: `Filter by “share.ts:${LINE}”` })).toBeVisible();
  await panel.getByRole('menuitem', { name: 'Copy stack' }).click();
  await expect
    .poll(() => panel.evaluate(() => (globalThis as any).copied as string))
    .toMatch(/src\/publish\/share\.ts:\d+:\d+\)? <- at .*app\.js:\d+:\d+/);
  await panel.getByRole('searchbox', { name: 'Filter' }).fill('');
}

for (const [where, served, byItself] of [
  ['a file beside it', {}, true],
  ['the script itself', { sourcemap: 'inline' }, true],
  ['another origin, like the script', { host: '127.0.0.1' }, false],
] as const) {
  const how = byItself ? 'without a click' : 'after a click, and only then';
  test(`lines have their own names ${how}, with the source map in ${where}`, async ({
    page,
    server,
    openPanel,
  }, info) => {
    const asked: string[] = [];
    await serve(server, info.outputPath(), { ...served, asked });
    await page.goto(server.url('/'));
    // A page that nobody looks at asks for nothing.
    await page.waitForTimeout(500);
    expect(asked).toEqual([]);
    const tools = await openPanel(page);
    await tools.resize(1400, 800);
    if (byItself) await expectNamesInLog(tools);
    await tools.panel.getByRole('tab', { name: /^Transceivers/ }).click();
    if (!byItself) {
      await expect(placeIn(tools.panel)).toHaveAttribute('title', /not at the page’s own origin: a click on a line/);
      expect(asked.filter((each) => each === PANELS)).toEqual([]);
      await placeIn(tools.panel).click();
    } else {
      await expect(mappedIn(tools.panel)).toHaveAttribute('title', BY_MAP);
      await mappedIn(tools.panel).click();
    }
    const shown = () => shownSource(tools.devtools);
    await expect
      .poll(shown)
      .toMatchObject({ file: 'share.ts', line: LINE, text: '  connection.addTransceiver(kind);' });
    await tools.selectPanel();
    await expect(mappedIn(tools.panel)).toHaveAttribute('title', BY_MAP);
    // One request for all lines, however they were asked for; none for what is in the script.
    if (!byItself) await expectNamesInLog(tools);
    expect(asked.filter((each) => each === PANELS)).toEqual(where === 'the script itself' ? [] : [PANELS]);
  });
}

for (const [what, served, why] of [
  ['is not there', { status: 404 }, 'could not be fetched (HTTP 404)'],
  ['is cut off', { cut: true }, 'Its source map is broken'],
] as const) {
  test(`where the source map ${what}, a line opens as published, and says why`, async ({
    page,
    server,
    openPanel,
  }, info) => {
    await serve(server, info.outputPath(), served);
    await page.goto(server.url('/'));
    const tools = await openPanel(page);
    const place = await clickPlace(tools);
    await expect.poll(() => shownSource(tools.devtools)).toMatchObject({ file: 'app.js' });
    await tools.selectPanel();
    const title = await place.getAttribute('title');
    expect(title).toMatch(/^Open http.*app\.js:\d+:\d+ in Sources, as published: /);
    expect(title).toContain(why);
  });
}

/** What a request says of itself: where it came to, and with which cookies. */
const seenIn = ({ headers, url }: IncomingMessage) => `${headers.host?.split(':')[0]}${url} ${headers.cookie ?? '-'}`;

for (const [where, host, cookies] of [
  ['of the page', 'localhost', 'strict=localhost'],
  ['of another origin, of which the page has no document', '127.0.0.1', '-'],
] as const) {
  test(`cookies with the source map of a script ${where}`, async ({ page, server, openPanel }, info) => {
    const seen: string[] = [];
    await serve(server, info.outputPath(), {
      host,
      answer(request, response) {
        seen.push(seenIn(request));
        response.writeHead(404).end();
      },
    });
    await cookiesAt(page, server);
    await page.goto(server.url('/'));
    const tools = await openPanel(page);
    const before = seen.length;
    await clickPlace(tools);
    await expect.poll(() => seen.length).toBeGreaterThan(before);
    expect(seen.slice(before)).toContain(`${host}/assets/app.js.map ${cookies}`);
    expect(seen.slice(before).filter((each) => each !== `${host}/assets/app.js.map ${cookies}`)).toEqual([]);
  });
}

/** A cookie for each host, which only requests of its own site carry. */
async function cookiesAt(page: Page, server: TestServer): Promise<void> {
  for (const host of ['127.0.0.1', 'localhost']) {
    await page.context().addCookies([{ name: 'strict', value: host, url: server.url('/', host), sameSite: 'Strict' }]);
  }
}

test('a redirect of the source map is not followed, to whatever address', async ({ page, server, openPanel }, info) => {
  let to = '';
  const seen: string[] = [];
  for (const path of ['/admin/delete', '/assets/other.map']) {
    server.route(path, (request, response) => {
      seen.push(seenIn(request));
      response.end('{}');
    });
  }
  const maps: string[] = [];
  await serve(server, info.outputPath(), {
    answer(request, response) {
      maps.push(seenIn(request));
      response.writeHead(302, { location: to }).end();
    },
  });
  await cookiesAt(page, server);
  // DevTools itself fetches maps, and follows: what comes now comes of the click.
  to = 'data:application/json,{}';
  await page.goto(server.url('/'));
  const tools = await openPanel(page);
  await clickPlace(tools);
  for (to of [
    server.url('/admin/delete?id=1', '127.0.0.1'),
    server.url('/admin/delete?id=2'),
    '/assets/other.map',
    'data:application/json,{"version":3}',
    'file:///etc/passwd',
  ]) {
    const before = maps.length;
    await clickAgain(tools, () => maps.length > before);
    await expectTitle(tools, /as published: Its source map is a redirect, which is not followed\./);
  }
  expect(seen).toEqual([]);
});

interface Flood {
  sent: number;
  closed: boolean;
}

/** Sends the same again and again until the other side leaves. */
function flood(response: ServerResponse, piece: Buffer): Flood {
  const state = { sent: 0, closed: false };
  response.on('close', () => (state.closed = true));
  const send = () => {
    while (!state.closed) {
      state.sent += piece.length;
      if (!response.write(piece)) return void response.once('drain', send);
    }
  };
  send();
  return state;
}

const MIB = 2 ** 20;

/** Of the panel, garbage left out. */
async function heapMib(panel: Frame, collect: boolean): Promise<number> {
  const session = await panel.page().context().newCDPSession(panel);
  if (collect) await session.send('HeapProfiler.collectGarbage');
  const heap = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  await session.detach();
  return (heap.usedSize + (heap.backingStorageSize ?? 0)) / MIB;
}

for (const [what, headers, piece, why] of [
  ['has no end', {}, Buffer.alloc(MIB, ' '), /Its source map is too large/],
  [
    'is gzip without end',
    { 'content-encoding': 'gzip' },
    gzipSync(Buffer.alloc(64 * MIB, ' ')),
    /Its source map is too large/,
  ],
  ['never comes', null, null, /Its source map took too long/],
  ['stalls', {}, null, /Its source map took too long/],
] as const) {
  test(`a source map that ${what}: the connection ends, the memory comes back, the published file opens`, async ({
    page,
    server,
    openPanel,
  }, info) => {
    let last: Flood | null = null;
    let armed = false;
    await serve(server, info.outputPath(), {
      answer(_request, response) {
        if (!armed) return void response.writeHead(404).end();
        if (headers) response.writeHead(200, headers);
        if (piece) last = flood(response, piece);
        else {
          const state: Flood = { sent: 0, closed: false };
          response.on('close', () => (state.closed = true));
          if (headers) response.write('{"version":3,');
          last = state;
        }
      },
    });
    await page.goto(server.url('/'));
    const tools = await openPanel(page);
    // Once before, so that the code which reads maps is there.
    await clickPlace(tools);
    await expectTitle(tools, /HTTP 404/);
    const before = await heapMib(tools.panel, true);
    armed = true;
    await clickAgain(tools, () => last !== null);
    let most = 0;
    await expect
      .poll(
        async () => {
          most = Math.max(most, await heapMib(tools.panel, false));
          return last!.closed;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await expectTitle(tools, why);
    const after = await heapMib(tools.panel, true);
    console.log(`${what}: ${before.toFixed(1)}, at most ${most.toFixed(1)}, then ${after.toFixed(1)} MiB`);
    expect(most).toBeLessThan(before + 150);
    expect(after).toBeLessThan(before + 5);
  });
}
