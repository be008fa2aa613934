import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import picomatch from 'picomatch';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import type { TestServer } from '../tooling/pages/server';
import { type Consumer, createConsumer } from './fixtures/consumer';
import { APP_LINE, startSite } from './fixtures/site';

/** What a team gets that installs the tarball: the fixture in its own tests, and the command line. */
let consumer: Consumer;
let site: TestServer;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite();
  consumer = createConsumer();
});
test.afterAll(() => site?.close());

const command = (...args: string[]) => consumer.run('node_modules/transceiver-inspector/dist/cli.js', args);
const GROWING = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz');
const STOPPED = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/stopped.json.gz');

interface Outcome {
  status: string;
  message: string;
  annotations: { type: string; description: string }[];
  attachments: { name: string; path: string }[];
}

/** The tests of a Playwright run by `project: title`. */
function outcomesIn(results: any): Record<string, Outcome> {
  const specs = results.suites.flatMap((suite: any) => suite.specs);
  const outcomes = specs.flatMap(({ title, tests }: any) =>
    tests.map(({ projectName, annotations, results: [{ status, errors, attachments }] }: any) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colors.
      const message = errors.map((each: any) => each.message.replace(/\u001b\[\d+m/g, '')).join('\n');
      return [`${projectName}: ${title}`, { status, message, annotations, attachments }];
    }),
  );
  return Object.fromEntries(outcomes);
}

test('the fixture: red with the line where sharing piles up, green under Reuse, red where it can’t tell', async () => {
  test.setTimeout(240_000);
  const env = { SITE: site.url('/'), CHROME_PATH: (await ensureBrowser()).path };
  const { code, out } = await consumer.run('node_modules/@playwright/test/cli.js', ['test'], env);
  expect(code, out).toBe(1);
  const outcomes = outcomesIn(JSON.parse(readFileSync(join(consumer.folder, 'results.json'), 'utf8')));
  const failed = Object.keys(outcomes).filter((name) => outcomes[name]!.status !== 'passed');
  expect(failed.sort()).toEqual([
    'as it is: a budget',
    'as it is: one share is too little to say',
    'as it is: sharing five times stays bounded',
    'reuse: one share is too little to say',
  ]);
  const red = outcomes['as it is: sharing five times stays bounded']!;
  const { line, column } = APP_LINE;
  expect(red.message).toMatch(/^Error: WebRTC resources pile up: startShare\(\) app\.js:\d+:\d+\.\n/);
  expect(red.message).toContain('Growing: 5 video publishes made 5 transceivers, 5 idle, none removed');
  expect(red.message).toContain(`Line: startShare() app.js:${line}:${column} <${site.url('/app.js')}>`);
  expect(red.message).toContain('Patch to try: Reuse. The page releases them (removeTrack)');
  expect(red.message).toContain('Fix: Reuse the idle transceiver.');
  expect(red.attachments.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['webrtc-recording.json', 'webrtc-report.html']),
  );
  const budget = outcomes['as it is: a budget']!;
  expect(budget.message).toMatch(/^Error: Connection #1 has 3 idle transceivers, at most 1 are allowed\.\n/);
  const unsure = outcomes['reuse: one share is too little to say']!;
  expect(unsure.message).toContain('Needs 2 more video publishes');
  const green = outcomes['reuse: sharing five times stays bounded']!;
  expect(green.attachments).toEqual([]);
  expect(green.annotations).toContainEqual({
    type: 'webrtc stable',
    description: expect.stringContaining('Stable: 5 video publishes with Reuse on made 1 transceiver, 1 idle.'),
  });
  // GitHub shows it at the line of the test; JUnit's overview is the first line, which names the page's own.
  const annotation = out.split('\n').find((each) => /^::error .*stays bounded/.test(each)) ?? out;
  expect(annotation).toContain(`%0A    Error: WebRTC resources pile up: startShare() app.js:${line}:${column}.%0A`);
  expect(annotation).toMatch(/^::error file=share\.spec\.mjs,title=[^,]+,line=\d+,col=\d+::/);
  expect(annotation).toMatch(/%0A {4}> \d+ \| {3}await expect\(rtc\)\.toStayBounded\(\);/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colors begin with ESC.
  expect(annotation).not.toMatch(/\u001b/);
  expect(readFileSync(join(consumer.folder, 'junit.xml'), 'utf8')).toContain(
    `<failure message="WebRTC resources pile up: startShare() app.js:${line}:${column}." type="expect.toStayBounded">`,
  );
  // What the job in docs/own-tests.md keeps.
  const files = red.attachments.filter(({ name }) => name.startsWith('webrtc-'));
  const kept = picomatch('test-results/**/webrtc-*');
  expect(files).toHaveLength(2);
  expect(files.filter(({ path }) => !kept(relative(consumer.folder, path).replaceAll('\\', '/')))).toEqual([]);

  // What a failure leaves is what the command line opens.
  const recording = red.attachments.find(({ name }) => name === 'webrtc-recording.json')!.path;
  const analyzed = await command('analyze', recording, '--fail-on', 'growing');
  expect(analyzed.code).toBe(1);
  expect(analyzed.out).toContain(`startShare() app.js:${line}:${column}`);
  const report = red.attachments.find(({ name }) => name === 'webrtc-report.html')!.path;
  const fromReport = await command('analyze', report, '--json');
  expect(JSON.parse(fromReport.out).runs[0]).toMatchObject({ state: 'growing', source: 'recording' });
});

test('the command line: exit codes, help, and it starts at once', async () => {
  expect((await command('analyze', STOPPED, '--fail-on', 'growing')).code).toBe(0);
  expect((await command('analyze', GROWING, '--fail-on', 'growing')).code).toBe(1);
  expect(await command('analyze', 'nowhere.json')).toMatchObject({
    code: 2,
    err: 'nowhere.json: there is no such file.\n',
  });
  expect(await command('look')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^There is no command "look"\. [^\n]+\n$/),
  });
  expect(await command('analyze')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^Which files\? transceiver-inspector analyze /),
  });
  const help = await command('--help');
  expect(help.code).toBe(0);
  for (const name of ['analyze', 'viewer', 'ab', 'watch', 'mcp']) {
    expect(help.out).toContain(`\n  ${name} `);
    const own = await command(name, '--help');
    expect(own.out).toContain(`transceiver-inspector ${name} `);
    expect(own.out).not.toContain('npm run');
  }
  expect(Math.min(help.ms, (await command('--help')).ms)).toBeLessThan(1_000);
});

test('inspect() without Playwright Test, as in the docs', async () => {
  test.setTimeout(120_000);
  const env = { SITE: site.url('/'), CHROME_PATH: (await ensureBrowser()).path };
  const { code, out, err } = await consumer.run('inspect.mjs', [], env);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Growing: 3 video publishes made 3 transceivers, 3 idle/);
  expect(out).toMatch(/\nMeasured: [\d.]+ to [\d.]+ MiB\n/);
  expect(out).toContain(`Line: startShare() app.js:${APP_LINE.line}:${APP_LINE.column}`);
  const { out: analyzed } = await command('analyze', join(consumer.folder, 'report.html'), '--json');
  expect(JSON.parse(analyzed).runs[0]).toMatchObject({ state: 'growing' });
});

test('viewer: a page with the file in it', async () => {
  const page = join(consumer.folder, 'seen.html');
  const { code, out } = await command('viewer', GROWING, '--out', page);
  expect({ code, out }).toEqual({ code: 0, out: `${page}\n` });
  const analyzed = await command('analyze', page, '--json');
  expect(JSON.parse(analyzed.out).runs[0]).toMatchObject({ state: 'growing' });
  expect(await command('viewer', join(ROOT, 'package.json'), '--out', page)).toMatchObject({ code: 2, out: '' });
});

test('the package: small, no dependencies, and every export is there', async () => {
  const folder = join(consumer.folder, 'node_modules/transceiver-inspector');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  console.log(`${consumer.packedBytes} bytes`);
  expect(consumer.packedBytes).toBeLessThan(350_000);
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.private).toBeUndefined();
  expect(readFileSync(join(folder, 'SKILL.md'), 'utf8')).toMatch(/^---\nname: [\w-]+\ndescription: .+\n---\n/);
  for (const entry of Object.values<any>(manifest.exports)) {
    for (const file of typeof entry === 'string' ? [entry] : Object.values<string>(entry))
      expect(readFileSync(join(folder, file), 'utf8').length, file).toBeGreaterThan(0);
  }
});
