import type { Page } from '@playwright/test';
import type { PatchEntry } from '../../../protocol/log';
import { attachRawPanel } from '../../../tooling/browser/raw-panel';
import { expect } from '../../harness/test';
import { PAGE, patchedAtStart, patchedNow, patchesOf, REUSE, test } from './patched-page';

declare const shares: any;

/** What empties a document and erases all listeners of it and of its window, without a new document. */
const ERASERS: Record<string, (page: Page) => Promise<void>> = {
  'document.open()': (page) =>
    page.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>written</title>');
      document.close();
    }),
  'document.write() after the load': (page) =>
    page.evaluate(() => {
      document.write('<!doctype html><title>written</title>');
      document.close();
    }),
};

/** Leaves and comes back by the bfcache, which takes no page with an open connection or a live track. */
async function throughBfcache(page: Page, away: string, meanwhile = async () => {}): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(() => {
      for (const pc of (window as any).kept) pc.close();
      for (const track of (window as any).tracks) track.stop();
      (window as any).mark = true;
    });
  }
  await page.goto(away);
  await meanwhile();
  await page.goBack({ waitUntil: 'commit' });
  expect(await page.evaluate(() => (window as any).mark === true), 'it came from the bfcache').toBe(true);
}

for (const [name, erase] of Object.entries(ERASERS)) {
  test(`${name}: the patch goes on while a panel looks, over a reload and a trip through the bfcache too`, async ({
    page,
    server,
  }) => {
    server.html('/quiet', '<!doctype html><title>no WebRTC</title>');
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page, REUSE);
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    await erase(page);
    expect(await patchedNow(page)).toBe(true);
    await throughBfcache(page, server.url('/quiet'));
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    expect(await patchedNow(page)).toBe(true);
    await page.reload();
    expect(await patchedAtStart(page)).toBe(true);
    await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  test(`${name}: a panel that closes while the page is in the bfcache leaves it unpatched`, async ({
    page,
    server,
  }) => {
    server.html('/quiet', '<!doctype html><title>no WebRTC</title>');
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page, REUSE);
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    await erase(page);
    // Publishes as soon as it is back, before any message can arrive.
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        if (!persisted) return;
        const { track } = shares.share('blue');
        (window as any).pc = new RTCPeerConnection();
        (window as any).pc.addTransceiver(track, { direction: 'sendonly' });
      });
    });
    await throughBfcache(page, server.url('/quiet'), () => raw.close());
    expect(await patchedNow(page)).toBe(false);
    const later = await attachRawPanel(page);
    const { log, last } = await later.document('/');
    expect(last.patch).toBe('none');
    const switches = log.filter((each): each is PatchEntry => each.type === 'patch' && each.outcome === 'switched');
    expect(switches.map(({ reason }) => reason)).toEqual(['switched-on', 'panel-gone']);
  });
}

test('a frame that its parent writes into: patched while a panel looks, unpatched after', async ({ page, server }) => {
  server.html('/quiet', '<!doctype html><title>no WebRTC</title>');
  server.html('/parent', '<!doctype html><script>kept = []; tracks = []</script><iframe src="/other"></iframe>');
  await page.goto(server.url('/parent'));
  const raw = await attachRawPanel(page, REUSE);
  const inner = () => page.frames()[1]!;
  const write = () =>
    page.evaluate((html) => {
      const { contentDocument } = document.querySelector('iframe')!;
      contentDocument!.open();
      contentDocument!.write(html);
      contentDocument!.close();
    }, PAGE);
  await expect.poll(() => patchedNow(inner())).toBe(true);
  await write();
  expect(await inner().evaluate(() => (window as any).atStart as Promise<boolean>)).toBe(true);
  await page.reload();
  expect(await inner().evaluate(() => (window as any).atStart as Promise<boolean>)).toBe(true);
  await write();
  await throughBfcache(page, server.url('/quiet'), () => raw.close());
  // Through the parent: Playwright no longer lists the frames of a page that comes out of the bfcache.
  expect(await page.evaluate(() => (document.querySelector('iframe')!.contentWindow as any).again())).toBe(false);
});
