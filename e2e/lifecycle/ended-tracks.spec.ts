import type { Page } from '@playwright/test';
import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { PEERS } from '../../tooling/pages/peers';
import type { TestServer } from '../../tooling/pages/server';
import { expect, test } from '../harness/test';

test.use({ browserArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });

/** A page with a connected pair, `a` and `b`, in its scope. */
async function open(page: Page, server: TestServer): Promise<void> {
  server.html('/', `<!doctype html><script>${PEERS}</script>`);
  await page.goto(server.url('/'));
  await page.evaluate(async () => {
    const pair = peers.connect();
    Object.assign(window, { pair, a: pair.a });
    pair.a.createDataChannel('x');
    await pair.negotiate();
    await pair.connected();
  });
}

declare const pair: import('../../tooling/pages/peers').Pair;
declare const a: RTCPeerConnection;

/** What a panel that opens now learns of the first transceiver, and the steps of its life. */
async function lookNow(page: Page) {
  const raw = await attachRawPanel(page, [{ type: 'observe', intervalMs: 600_000, paused: true }]);
  const { log, transceivers, stacks, last } = await raw.document('/');
  expect(last.errors).toEqual([]);
  const [transceiver] = transceivers;
  const own = log.filter((entry) => entry.transceiver === transceiver!.id);
  const steps = own.flatMap((entry) => (entry.type === 'state' ? entry : []));
  const stops = own.flatMap((entry) => (entry.type === 'call' && entry.name === 'track.stop' ? entry : []));
  return { transceiver: transceiver!, steps, stops, stacks };
}

test('a page that nobody looks at stops the track that it sends: idle from that moment, by that line', async ({
  page,
  server,
}) => {
  await open(page, server);
  const { before, after } = await page.evaluate(async () => {
    const track = peers.canvasTrack({ width: 320, height: 180 });
    a.addTransceiver(track, { direction: 'sendonly' });
    await pair.negotiate();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = Date.now();
    (function hangUp() {
      track.stop();
      // Already ended: no other end of it.
      track.stop();
    })();
    const after = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { before, after };
  });
  const { transceiver, steps, stops, stacks } = await lookNow(page);
  expect(transceiver).toMatchObject({ phase: 'idle', released: false, currentDirection: 'sendonly' });
  expect(transceiver.track).toMatchObject({ readyState: 'ended' });
  expect(transceiver.lastSize).toEqual({ width: 320, height: 180 });
  expect(steps.map(({ why }) => why)).toEqual(['made', 'published', 'unpublished']);
  for (const at of [steps[2]!.at, transceiver.idleSince!, transceiver.lastSentAt!]) {
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(after);
  }
  expect(stops).toHaveLength(1);
  expect(stacks[stops[0]!.stack!]).toContain('at hangUp (');
});

test('a track that ends by itself counts from its event on; a forged event counts for nothing', async ({
  page,
  server,
}) => {
  await open(page, server);
  const { before, after } = await page.evaluate(async () => {
    // What b receives ends when a stops its transceiver: no call on that track tells.
    const sent = a.addTransceiver(peers.canvasTrack(), { direction: 'sendonly' });
    await pair.negotiate();
    const relay = peers.connect();
    Object.assign(window, { relay });
    const received = pair.b.getTransceivers().at(-1)!.receiver.track;
    relay.a.addTransceiver(received, { direction: 'sendonly' });
    await relay.negotiate();
    received.dispatchEvent(new Event('ended'));
    const ended = new Promise<void>((resolve) =>
      received.addEventListener('ended', ({ isTrusted }) => isTrusted && resolve()),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = Date.now();
    sent.stop();
    await pair.negotiate();
    await ended;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const after = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { before, after };
  });
  const raw = await attachRawPanel(page, [{ type: 'observe', intervalMs: 600_000, paused: true }]);
  const { log, transceivers } = await raw.document('/');
  const relayed = transceivers.find(({ connection }) => connection === 3)!;
  const steps = log.flatMap((entry) => (entry.type === 'state' && entry.transceiver === relayed.id ? entry : []));
  expect(steps.map(({ why }) => why)).toEqual(['made', 'published', 'unpublished']);
  expect(steps[2]!.at).toBeGreaterThanOrEqual(before);
  expect(steps[2]!.at).toBeLessThanOrEqual(after);
});

test('a track that is replaced before it is stopped ends nothing', async ({ page, server }) => {
  await open(page, server);
  await page.evaluate(async () => {
    const first = peers.canvasTrack();
    const { sender } = a.addTransceiver(first, { direction: 'sendonly' });
    await pair.negotiate();
    // In one turn: the sender still shows the first one.
    const replaced = sender.replaceTrack(peers.canvasTrack());
    first.stop();
    await replaced;
    // Replaced, and nobody was told that it has settled.
    const third = peers.canvasTrack();
    await sender.replaceTrack(third);
    await new Promise((resolve) => setTimeout(resolve, 100));
    third.stop();
    await sender.replaceTrack(peers.canvasTrack());
  });
  const { transceiver, steps, stops } = await lookNow(page);
  expect(transceiver).toMatchObject({ phase: 'sending', idleSince: null, track: { readyState: 'live' } });
  expect(steps.map(({ why }) => why)).toEqual(['made', 'published', 'unpublished', 'published']);
  expect(stops).toHaveLength(1);
});

test('one track of two senders: both are idle, one of them no longer once it has another', async ({ page, server }) => {
  await open(page, server);
  await page.evaluate(async () => {
    const track = peers.canvasTrack();
    a.addTransceiver(track, { direction: 'sendonly' });
    const other = a.addTransceiver(peers.canvasTrack(), { direction: 'sendonly' });
    await other.sender.replaceTrack(track);
    const third = a.addTransceiver(track, { direction: 'sendonly' });
    await pair.negotiate();
    await third.sender.replaceTrack(peers.canvasTrack());
    track.stop();
  });
  const raw = await attachRawPanel(page, [{ type: 'observe', intervalMs: 600_000, paused: true }]);
  const { transceivers } = await raw.document('/');
  const phases = transceivers.filter(({ connection }) => connection === 1).map(({ phase }) => phase);
  expect(phases).toEqual(['idle', 'idle', 'sending']);
});
