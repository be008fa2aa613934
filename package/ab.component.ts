import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import type { TestServer } from '../tooling/pages/server';
import { type Consumer, createConsumer } from './fixtures/consumer';
import { startSite } from './fixtures/site';

/** A comparison of patches on a team's own page, from the team's own folder. */
let consumer: Consumer;
let site: TestServer;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite();
  consumer = createConsumer();
});
test.afterAll(() => site?.close());

const ab = async (...args: string[]) => {
  const browser = ['--browser', (await ensureBrowser()).path];
  return consumer.run('node_modules/transceiver-inspector/dist/cli.js', ['ab', ...browser, ...args]);
};
/** Command lines of processes with a text in them, where the system tells. */
function processesWith(text: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        // It ended meanwhile.
        return '';
      }
    })
    .filter((line) => line.includes(text));
}

const resultsIn = (folder: string) => JSON.parse(readFileSync(join(consumer.folder, folder, 'ab.json'), 'utf8'));

test('none grows by an encoder a cycle, reuse by none: counted and measured', async () => {
  test.setTimeout(240_000);
  const url = site.url('/?w=1280&h=720');
  const options = ['--patches', 'none,reuse', '--cycles', '5', '--out', 'compared'];
  const { code, out, err } = await ab('--url', url, '--steps', 'steps.mjs', ...options);
  console.log(out);
  expect(code, err).toBe(0);
  const { arms, patches } = resultsIn('compared');
  const [none, reuse] = arms;
  const [grows, bounded] = patches;
  expect(none).toMatchObject({
    patch: 'none',
    publishes: 5,
    transceivers: 5,
    idle: 5,
    mLines: 5,
    state: 'growing',
    failed: null,
  });
  expect(reuse).toMatchObject({ patch: 'reuse', publishes: 5, transceivers: 1, idle: 1, mLines: 1, state: 'stable' });
  // 32 MiB at 720p (docs/memory.md), where the encoder came to that size.
  if (none.undersized.length === 0) expect(grows.perCycle).toBeGreaterThan(20);
  expect(grows.perCycle).toBeGreaterThan(bounded.perCycle + 5);
  expect(out.split('\n')[0]).toMatch(/^Patch +Cycles +Publishes +Transceivers +Idle +m-lines /);
  const markdown = readFileSync(join(consumer.folder, 'compared/ab.md'), 'utf8');
  expect(markdown).toContain('### Patches compared');
  expect(markdown).toMatch(/\| none \| 5 \| 5 \| 5 \| 5 \| 5 \|/);
  const recording = JSON.parse(readFileSync(join(consumer.folder, 'compared', none.recording), 'utf8'));
  expect(recording.documents[0].transceivers).toHaveLength(10);
});

test('a recording of DevTools’ Recorder, played by Puppeteer: each share is counted, and comes to its size', async () => {
  test.setTimeout(240_000);
  const url = site.url('/?w=1280&h=720');
  const options = ['--patches', 'none', '--cycles', '2', '--out', 'played'];
  const { code, out, err } = await ab('--flow', 'flow.json', '--url', url, '--steps', 'around-steps.mjs', ...options);
  expect(code, err).toBe(0);
  const { arms, flow } = resultsIn('played');
  expect(flow).toBe('flow.json');
  expect(arms).toMatchObject([{ cycles: 2, publishes: 2, transceivers: 2, idle: 2, failed: null }]);
  expect(err.trim().split('\n').slice(0, 3)).toEqual([
    'Browser 1 of 1: none',
    expect.stringMatching(/^none, before the first cycle: \d+ MiB$/),
    expect.stringMatching(/^none 1\/2: \d+ MiB/),
  ]);
  expect(out).toContain('Not enough data');
  // What goes around it ran, on the page that it plays.
  expect(readFileSync(join(consumer.folder, 'around.txt'), 'utf8')).toBe('set up at ready, torn down at ready');
});

const GONE = 'Cycle 3 failed: page.click: Target page, context or browser has been closed.';
for (const [what, file, why] of [
  ['steps that throw in cycle 3', 'failing-steps.mjs', 'Cycle 3 failed: The room was full.'],
  ['a browser that goes', 'closing-steps.mjs', GONE],
  ['Ctrl+C @full', 'interrupted-steps.mjs', GONE],
] as const) {
  test(`what was measured is kept, exit 2, nothing left running: ${what}`, async () => {
    const interrupted = file === 'interrupted-steps.mjs';
    test.skip(interrupted && process.platform === 'win32', 'Windows has no signals.');
    const mark = `--marked-by=${file}-${process.pid}`;
    // The second browser is not begun where somebody ends the first.
    const patches = interrupted ? 'none,reuse' : 'none';
    const options = ['--patches', patches, '--cycles', '5', '--out', 'failed', '--', mark];
    const { code, out, err } = await ab('--url', site.url('/'), '--steps', file, ...options);
    expect(code).toBe(2);
    expect(out).toContain(`none: ${why} What was measured until then is above.`);
    expect(err.includes('Interrupted: what was measured until now is kept.')).toBe(interrupted);
    const [arm, ...more] = resultsIn('failed').arms;
    expect(more).toEqual([]);
    expect(arm).toMatchObject({ cycles: 2, publishes: 2, failed: why });
    expect(arm.readings).toHaveLength(2);
    expect(processesWith(mark)).toEqual([]);
  });
}

test('a later browser that can’t begin: what the first measured is kept, and the reason is said', async () => {
  const options = ['--patches', 'none,reuse', '--cycles', '1', '--out', 'begun'];
  const { code, out, err } = await ab('--url', site.url('/'), '--steps', 'once-steps.mjs', ...options);
  expect(code).toBe(2);
  expect(err).toContain('The room is open for one.');
  expect(out).toContain('none: ');
  expect(resultsIn('begun').arms).toMatchObject([{ patch: 'none', cycles: 1 }]);
});

test('what can’t be run: a sentence each', async () => {
  const url = site.url('/');
  for (const [args, says] of [
    [[], 'Which page?'],
    [['--url', 'here', '--steps', 'steps.mjs'], '"here" is no address of a page'],
    [['--url', url], 'Which steps?'],
    [['--flow', 'nowhere.json'], 'nowhere.json could not be read'],
    [['--flow', 'steps.mjs'], 'steps.mjs is no JSON.'],
    [['--flow', 'package.json'], 'package.json is no recording of Chrome DevTools'],
    [['--flow', 'flow.json', '--steps', 'steps.mjs'], 'steps.mjs exports no function setup('],
    [['--url', url, '--steps', 'nowhere.mjs'], 'nowhere.mjs could not be loaded'],
    [['--url', url, '--steps', 'playwright.config.mjs'], 'playwright.config.mjs exports no function cycle('],
    [['--url', url, '--steps', 'steps.mjs', '--patches', 'none,all'], 'not "none,all".'],
    [['--url', url, '--steps', 'steps.mjs', '--cycles', '0'], '--cycles is a whole number from 1 to 1000'],
  ] as const) {
    const { code, out, err } = await ab(...args);
    expect({ code, out }, says).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
  }
});
