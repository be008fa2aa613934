import { listenToMessages } from '../../tooling/browser/announcements';
import { PEERS } from '../../tooling/pages/peers';
import { expect, test } from '../harness/test';

/** Messages come in order: once this page's own is there, so is all that came before. */
const SENTINEL = '<!doctype html><script>new RTCPeerConnection()</script>';

test('a page without WebRTC sends no message', async ({ page, server }) => {
  server.html('/', '<!doctype html><canvas></canvas><iframe src="/frame"></iframe><iframe srcdoc="x"></iframe>');
  server.html('/frame', '<!doctype html><script>document.createElement("canvas").captureStream()</script>');
  server.html('/sentinel', SENTINEL);
  const listener = await listenToMessages(page.context());
  await page.goto(server.url('/'));
  // Code that only asks whether there is WebRTC makes no connection.
  await page.evaluate(() => ['RTCPeerConnection' in window, RTCPeerConnection.prototype.addTransceiver, MediaStream]);
  await page.evaluate(() => document.querySelector('canvas')!.captureStream().getTracks()[0]!.stop());
  await page.reload();
  await page.goto(server.url('/sentinel'));
  await expect.poll(async () => (await listener.heard()).map(({ url }) => url)).toEqual([server.url('/sentinel')]);
});

test('a page with WebRTC that nobody looks at sends its one announcement, once a document', async ({
  page,
  server,
}) => {
  const html = `<!doctype html><script>${PEERS}</script>`;
  server.html('/', `${html}<iframe src="/frame"></iframe>`);
  server.html('/frame', html);
  server.html('/sentinel', SENTINEL);
  const listener = await listenToMessages(page.context());
  await page.goto(server.url('/'));
  for (const frame of page.frames()) {
    await frame.evaluate(async () => {
      for (let i = 0; i < 3; i++) {
        const { a, negotiate, connected, close } = peers.connect();
        const track = peers.canvasTrack();
        const made = a.addTransceiver(track, { direction: 'sendonly' });
        await negotiate();
        await connected();
        made.direction = 'inactive';
        a.removeTrack(made.sender);
        await negotiate();
        if (i) close();
      }
    });
  }
  await page.goto(server.url('/sentinel'));
  const urls = ['/', '/frame', '/sentinel'].map((path) => server.url(path));
  await expect.poll(async () => (await listener.heard()).map(({ url }) => url)).toEqual(urls);
  const types = (await listener.heard()).map(({ message }) => message.type);
  expect(types).toEqual(Array(3).fill('transceiver-inspector:announce'));
  expect(await page.evaluate(() => ({ ...sessionStorage, ...localStorage }))).toEqual({});
});
