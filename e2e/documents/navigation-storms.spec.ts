import type { Page } from '@playwright/test';
import { patched } from '../harness/patched';
import { expect, test } from '../harness/test';
import { expectPatched, expectTruth, TRUTH } from '../harness/truth';

/** How often each storm blows: FULL runs the long form. */
const TIMES = process.env.FULL ? 100 : 10;
const LONG = process.env.FULL ? 600_000 : 60_000;

const reuse = { name: 'Reuse' } as const;
const storedKeys = (page: Page) => page.evaluate(() => Object.keys(sessionStorage));

test.beforeEach(({ server }) => {
  test.setTimeout(LONG);
  for (const path of ['/', '/other', '/frame']) server.html(path, TRUTH);
  server.html('/quiet', '<!doctype html><title>no WebRTC</title>');
});

test('rapid reloads, unpatched and patched', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  for (const on of [false, true]) {
    if (on) await panel.getByRole('radio', reuse).check();
    for (let i = 0; i < TIMES; i++) {
      // A reload in every state of the one before: not begun, begun, done.
      await page.evaluate(() => location.reload()).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, (i * 37) % 200));
    }
    await page.waitForLoadState();
    await expectTruth(page, panel);
    await expectPatched(page, on);
  }
});

test('navigations within an origin and across, some given up', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await panel.getByRole('radio', reuse).check();
  server.route('/never', () => {});
  server.route('/none', (_request, response) => response.writeHead(204).end());
  const targets = [
    server.url('/other'),
    server.url('/', '127.0.0.1'),
    server.url('/quiet'),
    server.url('/never'),
    server.url('/other', '127.0.0.1'),
    'about:blank',
    server.url('/none'),
    server.url('/'),
  ];
  for (let i = 0; i < TIMES * 2; i++) {
    const url = targets[(i * 5) % targets.length]!;
    await page.goto(url, { waitUntil: 'commit', timeout: 150 }).catch(() => {});
  }
  for (const url of [server.url('/', '127.0.0.1'), server.url('/other')]) {
    // The last of those given up may still begin, and interrupt this one.
    await expect(async () => {
      await page.goto(url, { timeout: 5_000 });
      expect(page.url()).toBe(url);
    }).toPass({ timeout: 20_000 });
    await expectTruth(page, panel);
    await expectPatched(page, true);
  }
  await panel.getByRole('radio', { name: 'Off' }).check();
  await expectPatched(page, false);
});

test('trips through the bfcache', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await panel.getByRole('radio', reuse).check();
  await expectPatched(page, true);
  let restored = 0;
  for (let i = 0; i < TIMES; i++) {
    // Chrome takes no page with an open connection.
    await page.evaluate(() => {
      for (const pc of (window as any).kept) pc.close();
      (window as any).mark = true;
    });
    await page.goto(server.url(i % 2 ? '/quiet' : '/other'));
    await page.goBack({ waitUntil: 'commit' });
    if (await page.evaluate(() => (window as any).mark === true)) restored++;
    await page.evaluate((transceivers) => (window as any).made(transceivers), (i % 3) + 1);
    await expectTruth(page, panel);
  }
  // Chrome may drop a page now and then; the trips were real ones.
  expect(restored).toBeGreaterThan(TIMES / 2);
  await expectPatched(page, true);
  await expect.poll(() => storedKeys(page)).toEqual([]);
});

test('a panel that closes while its page is in the bfcache leaves it unpatched', async ({
  page,
  server,
  openPanel,
}) => {
  // Closing DevTools empties the bfcache, so this one is without.
  const raw = await patched(page, server.url('/'), 'reuse');
  await page.evaluate(() => {
    for (const pc of (window as any).kept) pc.close();
    (window as any).mark = true;
  });
  await page.goto(server.url('/quiet'));
  await raw.close();
  await page.goBack({ waitUntil: 'commit' });
  expect(await page.evaluate(() => (window as any).mark === true)).toBe(true);
  await expectPatched(page, false);
  await page.evaluate(() => (window as any).made(1));
  const again = await openPanel(page);
  await expectTruth(page, again.panel);
});

test('frames added and removed', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await panel.getByRole('radio', reuse).check();
  await expectPatched(page, true);
  const sources = [server.url('/frame'), server.url('/frame', '127.0.0.1'), 'srcdoc'];
  await page.evaluate(
    async ({ sources, html, times }) => {
      const frames: HTMLIFrameElement[] = [];
      for (let i = 0; i < times * 3; i++) {
        const frame = document.createElement('iframe');
        const source = sources[i % sources.length]!;
        if (source === 'srcdoc') frame.srcdoc = html;
        else frame.src = source;
        document.body.append(frame);
        frames.push(frame);
        await new Promise((resolve) => setTimeout(resolve, (i * 29) % 120));
        if (frames.length > 3) frames.splice((i * 7) % frames.length, 1)[0]!.remove();
      }
    },
    { sources, html: TRUTH, times: TIMES },
  );
  await expect.poll(() => page.frames().length).toBe(4);
  await expectTruth(page, panel);
  for (const frame of page.frames()) await expectPatched(frame, true);
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });
  await expectTruth(page, panel);
  // A frame leaves the patch for its next document; these had none.
  await expect.poll(() => storedKeys(page)).toEqual([]);
});

test('DevTools opened and closed', async ({ page, server, openPanel }) => {
  await page.goto(server.url('/'));
  for (let i = 0; i < Math.ceil(TIMES / 4); i++) {
    const { panel, close } = await openPanel(page);
    await expectTruth(page, panel);
    await panel.getByRole('radio', reuse).check();
    await expectPatched(page, true);
    if (i % 2) await page.reload();
    await close();
    await expectPatched(page, false);
    await page.evaluate(() => (window as any).made(1));
  }
});
