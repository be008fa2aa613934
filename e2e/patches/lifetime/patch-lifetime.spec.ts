import { attachRawPanel } from '../../../tooling/browser/raw-panel';
import { expect } from '../../harness/test';
import { PAGE, patchedAtStart, patchedNow, patchesOf, REUSE, test } from './patched-page';

test('a patch survives reload and navigation while a panel looks, from the first script on', async ({
  page,
  server,
}) => {
  await page.goto(server.url('/'));
  expect(await patchedAtStart(page)).toBe(false);
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  await page.reload();
  expect(await patchedAtStart(page)).toBe(true);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  await page.goto(server.url('/other'));
  expect(await patchedAtStart(page)).toBe(true);
  await page.goBack();
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(await patchedNow(page)).toBe(true);
  // Another origin has no key: it is patched once the panel reaches it.
  await page.goto(server.url('/', '127.0.0.1'));
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(await patchedNow(page)).toBe(true);
});

test('a patch ends when the panel closes, at once and for the next load', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(await patchedNow(page)).toBe(true);
  await raw.close();
  await expect.poll(() => patchedNow(page)).toBe(false);
  await page.reload();
  expect(await patchedAtStart(page)).toBe(false);
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test('a panel that closes between two documents leaves no patch behind', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  let answer = () => {};
  server.route('/slow', (_request, response) => {
    answer = () => void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  const loaded = page.goto(server.url('/slow'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await raw.close();
  answer();
  await loaded;
  await expect.poll(() => patchedNow(page), { timeout: 8000 }).toBe(false);
});

test('neither a window.open() child nor a copied sessionStorage inherits a patch', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  const keys = await page.evaluate(() => Object.keys(sessionStorage));
  expect(keys).toEqual([]);
  const [child] = await Promise.all([
    page.context().waitForEvent('page'),
    page.evaluate(() => void window.open('/other')),
  ]);
  await child.waitForLoadState();
  expect(await patchedAtStart(child)).toBe(false);
  expect(await patchedNow(child)).toBe(false);
});

test('a key that a page forges is not confirmed and ends', async ({ page, server }) => {
  await page.goto(server.url('/'));
  await page.evaluate(() => {
    addEventListener('pagehide', () =>
      sessionStorage.setItem('transceiver-inspector:patch', JSON.stringify({ patch: 'reuse', leftAt: Date.now() })),
    );
  });
  await page.reload();
  await expect.poll(() => patchedNow(page), { timeout: 8000 }).toBe(false);
});

test('a sandboxed frame without storage is patched once the panel reaches it', async ({ page, server }) => {
  server.html('/frame', '<iframe id=f sandbox="allow-scripts" src="/other"></iframe>');
  await page.goto(server.url('/frame'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(expect.arrayContaining(['reuse']));
  const frame = page.frames()[1]!;
  await expect.poll(() => frame.evaluate(() => (window as any).again())).toBe(true);
  await page.reload();
  const again = page.frames()[1]!;
  await again.waitForLoadState();
  await expect.poll(() => again.evaluate(() => (window as any).again())).toBe(true);
});

test('while patched, one console warning per document', async ({ page, server }) => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning' && message.text().includes('Transceiver Inspector')) warnings.push(message.text());
  });
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => warnings.length).toBe(1);
  await raw.send({ type: 'patch', patch: 'none' });
  await raw.send({ type: 'patch', patch: 'reuse' });
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(warnings.length).toBe(1);
  await page.reload();
  await expect.poll(() => warnings.length).toBe(2);
});
