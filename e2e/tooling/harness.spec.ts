import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countObjects } from '../../tooling/browser/heap';
import { readMemory, rendererPid } from '../../tooling/browser/renderer';
import { expect, test } from '../harness/test';

test('DevTools’ theme and size reach the panel', async ({ page, openPanel }) => {
  const { panel, setTheme, resize } = await openPanel(page);
  const isDark = () => panel.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

  for (const theme of ['dark', 'light'] as const) {
    await setTheme(theme);
    await expect.poll(isDark).toBe(theme === 'dark');
  }
  for (const width of [400, 1400]) {
    await resize(width, 700);
    await expect.poll(() => panel.evaluate(() => innerWidth)).toBe(width);
  }
});

test('docked DevTools shares the window with the page', async ({ launch, openPanel }) => {
  const { context } = await launch({ dockSide: 'bottom' });
  const page = context.pages()[0]!;
  const before = await page.evaluate(() => innerHeight);
  const { setDockSide } = await openPanel(page);
  await expect.poll(() => page.evaluate(() => innerHeight)).toBeLessThan(before);
  await setDockSide('undocked');
  await expect.poll(() => page.evaluate(() => innerHeight)).toBe(before);
});

test('the memory read is that of the page’s own renderer', async ({ context, server }) => {
  test.skip(process.platform === 'win32', 'private bytes grow before they are touched');
  server.html('/', '<title>Memory</title>');
  const [one, other] = [await context.newPage(), await context.newPage()];
  await one.goto(server.url('/', 'localhost'));
  await other.goto(server.url('/', '127.0.0.1'));
  const [pid, otherPid] = [await rendererPid(one), await rendererPid(other)];
  expect(pid).not.toBe(otherPid);

  const before = [await readMemory(pid), await readMemory(otherPid)].map((reading) => reading!.mib);
  await one.evaluate(() => {
    Object.assign(window, { held: new Uint8Array(100 * 1024 * 1024).fill(1) });
  });
  const after = [await readMemory(pid), await readMemory(otherPid)].map((reading) => reading!.mib);
  expect(after[0]! - before[0]!).toBeGreaterThan(90);
  expect(after[0]! - before[0]!).toBeLessThan(120);
  expect(Math.abs(after[1]! - before[1]!)).toBeLessThan(20);
  expect(await readMemory(2 ** 22 + 1), 'no such process').toBeNull();
});

test('live objects are counted in the page and its iframes', async ({ page, server }) => {
  server.html('/', '<script>kept = [new RTCPeerConnection()]</script><iframe src="/frame"></iframe>');
  server.html('/frame', '<script>kept = [1, 2].map(() => new RTCPeerConnection())</script>');
  await page.goto(server.url('/'));
  expect(await countObjects(page, 'RTCPeerConnection')).toBe(3);

  await page.evaluate(() => (window as unknown as { kept: RTCPeerConnection[] }).kept.pop()!.close());
  expect(await countObjects(page, 'RTCPeerConnection')).toBe(2);
});

test('a browser that did not load the extension is not mistaken for one that did', async ({ launch }) => {
  const broken = mkdtempSync(join(tmpdir(), 'ti-extension-'));
  writeFileSync(join(broken, 'manifest.json'), '{ "manifest_version": 3, "name": "no version" }');
  await expect(launch({ extension: broken })).rejects.toThrow(/started without the extension/);
});
