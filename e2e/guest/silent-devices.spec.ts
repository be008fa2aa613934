import { listenToMessages } from '../../tooling/browser/announcements';
import { expect, test } from '../harness/test';

test.use({
  browserArgs: [['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'], { scope: 'worker' }],
});

/** Messages come in order: once this page's own is there, so is all that came before. */
const SENTINEL = '<!doctype html><script>new RTCPeerConnection()</script>';

test('a page that captures devices and makes no connection sends its one announcement', async ({ page, server }) => {
  server.html('/', '<!doctype html><title>captures</title>');
  server.html('/sentinel', SENTINEL);
  const listener = await listenToMessages(page.context());
  await page.goto(server.url('/'));
  await page.evaluate(async () => {
    // Refused: nothing is captured.
    await navigator.mediaDevices.getUserMedia({}).catch(() => {});
  });
  await page.goto(server.url('/?captures'));
  await page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  });
  await page.goto(server.url('/sentinel'));
  const urls = ['/?captures', '/sentinel'].map((path) => server.url(path));
  await expect.poll(async () => (await listener.heard()).map(({ url }) => url)).toEqual(urls);
});
