import type { Page } from '@playwright/test';
import type { Patch } from '../../protocol/state';
import { collectGarbage, countObjects } from '../../tooling/browser/heap';
import { attachRawPanel, type RawPanel } from '../../tooling/browser/raw-panel';
import { PEERS } from '../../tooling/pages/peers';
import type { TestServer } from '../../tooling/pages/server';
import { expect, test } from '../harness/twin';

/** How many objects of each class are alive after a collection. */
async function alive(page: Page, classes: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of classes) counts[name] = await countObjects(page, name);
  return counts;
}

/** Makes ten pairs of connections in every way, closes and drops them. */
async function closeAndDrop(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    const { a, b, negotiate, connected, close } = peers.connect();
    const track = peers.canvasTrack();
    const stream = new MediaStream([track]);
    const { sender } = a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
    b.addTrack(track.clone(), stream);
    a.createDataChannel('x');
    await negotiate();
    await sender.setParameters(sender.getParameters());
    await sender.replaceTrack(null);
    a.removeTrack(sender);
    a.addTransceiver('audio').stop();
    await negotiate();
    // Chrome itself now and then keeps a pair that is closed while its data channel opens.
    await connected();
    track.stop();
    for (const each of b.getSenders()) each.track?.stop();
    close();
  }
}

/** A page with and one without the extension, the first observed at a fast rate. */
async function open(page: Page, bare: Page, server: TestServer, patch: Patch = 'none'): Promise<RawPanel> {
  server.html('/', `<!doctype html><script>${PEERS}</script>`);
  for (const each of [page, bare]) await each.goto(server.url('/'));
  return attachRawPanel(page, [
    { type: 'observe', intervalMs: 20, paused: false },
    { type: 'patch', patch },
  ]);
}

test('closed and dropped connections are collected as without us, and the panel is told', async ({
  page,
  bareContext,
  server,
}) => {
  const bare = await bareContext.newPage();
  const raw = await open(page, bare, server);
  const classes = ['RTCPeerConnection', 'RTCRtpTransceiver', 'RTCRtpSender', 'MediaStreamTrack', 'MediaStream'];
  // Prototype objects of subclasses count as well, once they were used.
  for (const each of [page, bare]) await each.evaluate(() => void peers.canvasTrack().stop());
  const before = await alive(page, classes);
  const beforeBare = await alive(bare, classes);
  for (const each of [page, bare]) await each.evaluate(closeAndDrop);
  await expect.poll(() => alive(bare, classes), { timeout: 20_000 }).toEqual(beforeBare);
  await expect.poll(() => alive(page, classes), { timeout: 20_000 }).toEqual(before);

  const collected = async () => {
    const { connections, log } = await raw.document('/');
    const entries = log.filter((each) => each.type === 'connection' && each.name === 'collected');
    return [connections.filter((each) => each.collectedAt !== null).length, entries.length];
  };
  await expect.poll(collected).toEqual([20, 20]);
});

test('a connection that is dropped but never closed is kept by Chrome, with us as without', async ({
  page,
  bareContext,
  server,
}) => {
  const bare = await bareContext.newPage();
  const raw = await open(page, bare, server);
  for (const each of [page, bare]) {
    await each.evaluate(() => {
      for (let i = 0; i < 4; i++) new RTCPeerConnection();
      for (let i = 0; i < 4; i++) new RTCPeerConnection().addTransceiver('video');
      for (let i = 0; i < 4; i++) new RTCPeerConnection().createDataChannel('x');
    });
    await collectGarbage(each);
    await collectGarbage(each);
    expect(await alive(each, ['RTCPeerConnection', 'RTCRtpTransceiver'])).toEqual({
      RTCPeerConnection: 12,
      RTCRtpTransceiver: 4,
    });
  }
  const { connections } = await raw.document('/');
  expect(connections.map((each) => each.collectedAt ?? each.closedAt)).toEqual(Array(12).fill(null));
});

test('live tracks and open channels that the page dropped are collected as without us', async ({
  page,
  bareContext,
  server,
}) => {
  const bare = await bareContext.newPage();
  const raw = await open(page, bare, server);
  for (const each of [page, bare]) {
    await each.evaluate(async () => {
      const pair = peers.connect();
      Object.assign(window, { pair });
      const { sender } = pair.a.addTransceiver('video', { direction: 'sendonly' });
      const first = pair.a.createDataChannel('first');
      await pair.negotiate();
      await peers.until('the channel', () => first.readyState === 'open');
      const draw = () => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d')!.fillRect(0, 0, 9, 9);
        return canvas.captureStream(5).getVideoTracks()[0]!;
      };
      for (let i = 0; i < 5; i++) {
        // Sent for a moment, and never stopped.
        await sender.replaceTrack(draw());
        draw().clone();
        const made = pair.a.addTrack(draw());
        await pair.negotiate();
        pair.a.removeTrack(made);
        pair.a.createDataChannel(`dropped ${i}`);
      }
      await sender.replaceTrack(null);
      pair.a.addTransceiver(draw(), { direction: 'sendonly' }).stop();
      await pair.negotiate();
      const { a } = peers.connect();
      a.addTrack(draw());
      a.close();
    });
  }
  const classes = ['CanvasCaptureMediaStreamTrack', 'RTCDataChannel'];
  // Of 17 tracks Chrome itself keeps those of the stopped sender and of the closed connection.
  const left = { CanvasCaptureMediaStreamTrack: 2, RTCDataChannel: 0 };
  for (const each of [bare, page]) await expect.poll(() => alive(each, classes), { timeout: 20_000 }).toEqual(left);
  const { last } = await raw.document('/');
  expect(last.errors).toEqual([]);
});

for (const patch of ['none', 'reuse'] as const) {
  test(`tracks and streams that the page dropped are collected while the connection lives: ${patch}`, async ({
    page,
    bareContext,
    server,
  }) => {
    const bare = await bareContext.newPage();
    const raw = await open(page, bare, server, patch);
    const classes = ['CanvasCaptureMediaStreamTrack', 'MediaStream'];
    for (const each of [page, bare]) {
      await each.evaluate(async () => {
        const pair = peers.connect();
        Object.assign(window, { pair });
        for (let i = 0; i < 8; i++) {
          const track = peers.canvasTrack();
          const init = { direction: 'sendonly' as const, streams: [new MediaStream([track])] };
          const made = pair.a.addTransceiver(track, init);
          const { sender } = made;
          await pair.negotiate();
          if (i % 2) sender.setStreams(new MediaStream([track]));
          await sender.replaceTrack(i % 2 ? null : track);
          made.direction = 'inactive';
          pair.a.removeTrack(sender);
          track.stop();
          await pair.negotiate();
        }
      });
      await expect
        .poll(() => alive(each, classes), { timeout: 20_000 })
        .toEqual({ [classes[0]!]: 0, [classes[1]!]: 0 });
    }
    const { log, last } = await raw.document('/');
    expect(last.errors).toEqual([]);
    const reused = log.filter((each) => each.type === 'patch' && each.outcome === 'reused');
    expect(reused).toHaveLength(patch === 'reuse' ? 7 : 0);
  });
}
