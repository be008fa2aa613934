import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from '@playwright/test';
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
}

/** Bundles the sources, and serves page, bundle and map. */
async function serve(server: TestServer, dir: string, options: Served = {}): Promise<void> {
  const { sourcemap = true, status = 200, cut = false, host } = options;
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
    server.route(`/${file.fileName}`, (_request, response) => {
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
  const place = panel.getByRole('button', { name: /^app\.js:/ }).first();
  await expect(place).toHaveAttribute('title', /^Open http:.*app\.js:\d+:\d+ in Sources$/);
  await place.click();
  return place;
}

for (const [where, served] of [
  ['a file beside it', {}],
  ['the script itself', { sourcemap: 'inline' }],
  ['another origin, like the script', { host: '127.0.0.1' }],
] as const) {
  test(`a line opens where it was written, with the source map in ${where}`, async ({
    page,
    server,
    openPanel,
  }, info) => {
    await serve(server, info.outputPath(), served);
    await page.goto(server.url('/'));
    const tools = await openPanel(page);
    const place = await clickPlace(tools);
    const shown = () => shownSource(tools.devtools);
    await expect
      .poll(shown)
      .toMatchObject({ file: 'share.ts', line: LINE, text: '  connection.addTransceiver(kind);' });
    await tools.selectPanel();
    await expect(place).toContainText(`→ share.ts:${LINE}:`);
    await expect(place).toHaveAttribute('title', /share\.ts:\d+:\d+ in Sources, by the source map of http.*app\.js/);
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
