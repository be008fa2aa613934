import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import type { TestServer } from '../tooling/pages/server';
import { type Consumer, createConsumer } from './fixtures/consumer';
import { startPortBrowser } from './fixtures/port';
import { startSite } from './fixtures/site';

/** The installed package on each Node that it names: its npm package `node` carries the program. */
let consumer: Consumer;
let site: TestServer;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite();
  consumer = createConsumer();
});
test.afterAll(() => site?.close());

const CLI = 'node_modules/transceiver-inspector/dist/cli.js';
const GROWING = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz');

/** Where a Node of that version is; null where it can't be had. */
function nodeOf(version: number): string | null {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const args = ['--yes', '-p', `node@${version}`, 'node', '-p', 'process.execPath'];
  const { status, stdout } = spawnSync('npx', args, {
    cwd: consumer.folder,
    encoding: 'utf8',
    timeout: 180_000,
    shell: process.platform === 'win32',
  });
  return status === 0 ? stdout.trim().split('\n').at(-1)! : null;
}

for (const version of [20, 22, 24]) {
  test(`Node ${version}: commands, inspect(), watch and the fixture @full`, async () => {
    test.setTimeout(300_000);
    const node = nodeOf(version);
    test.skip(!node, `The npm package node@${version} can’t be had here.`);
    const run = consumer.runBy(node!);
    const is = spawnSync(node!, ['--version'], { encoding: 'utf8' });
    expect(is.stdout).toMatch(new RegExp(`^v${version}\\.`));
    const { path } = await ensureBrowser();
    const env = { SITE: site.url('/'), CHROME_PATH: path };

    const analyzed = await run(CLI, ['analyze', GROWING, '--json']);
    expect(JSON.parse(analyzed.out).runs[0].state, analyzed.err).toBe('growing');

    const inspected = await run('inspect.mjs', [], env);
    expect({ code: inspected.code, err: inspected.err }).toEqual({ code: 0, err: '' });
    expect(inspected.out).toMatch(/^Growing: 3 video publishes made 3 transceivers, 3 idle/);

    const browser = await startPortBrowser(path);
    try {
      const drive = ['watch', '--cdp', browser.endpoint, '--', node!, 'drive.mjs'];
      const watched = await run(CLI, drive, { ...env, CDP: browser.endpoint });
      expect(watched.out, watched.err).toContain('Growing: 3 video publishes made 3 transceivers');
      expect(watched.code).toBe(1);
    } finally {
      await browser.close();
    }

    const tested = await run('node_modules/@playwright/test/cli.js', ['test', '--grep', 'stays bounded'], env);
    expect(tested.code, tested.out).toBe(1);
    const { stats } = JSON.parse(readFileSync(join(consumer.folder, 'results.json'), 'utf8'));
    expect(stats).toMatchObject({ expected: 1, unexpected: 1, skipped: 0, flaky: 0 });
    console.log(
      `Node ${is.stdout.trim()}: the command line starts in ${Math.round((await run(CLI, ['--version'])).ms)} ms`,
    );
  });
}
