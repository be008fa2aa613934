import type { RawPanel } from '../../tooling/browser/raw-panel';
import { patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

const URL_PATH = '/livekit-client.html';

/**
 * Three shares one after the other, published from a class named as livekit-client's.
 * @param codec the only one that is offered
 * @returns how many transceivers are there at the end, and what was seen
 */
async function three(codec: string): Promise<{ count: number; seen: string[] }> {
  class PCTransport {
    constructor(private readonly pc: RTCPeerConnection) {}
    addTransceiver(track: MediaStreamTrack) {
      return this.pc.addTransceiver(track, { direction: 'sendonly' });
    }
  }
  const { a, b } = shares.connect();
  // Neither the first m-line, nor the only one.
  a.createDataChannel('x');
  await shares.negotiate(a, b);
  const seen: string[] = [];
  for (const color of ['red', 'lime', 'blue']) {
    const t = new PCTransport(a).addTransceiver(shares.share(color).track);
    const { codecs } = RTCRtpSender.getCapabilities('video')!;
    t.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === `video/${codec}`));
    await shares.negotiate(a, b);
    seen.push(...(await shares.watch(shares.receivedBy(b, t), color)));
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
  }
  return { count: a.getTransceivers().length, seen };
}

/** Outcome and reason of each entry of the patch log, without the switch's. */
async function outcomes(raw: RawPanel): Promise<string[]> {
  const { log } = await raw.document(URL_PATH);
  return log.flatMap((each) =>
    each.type === 'patch' && each.outcome !== 'switched' ? [`${each.outcome}: ${each.reason}`] : [],
  );
}

const COLOURS = ['red', 'lime', 'blue'];

test.beforeEach(({ server }) => server.html(URL_PATH, SHARES));

/** Another publish that comes and goes, of an app's own: two more negotiations with the idle m-line in them. */
async function between(more: boolean): Promise<{ count: number; seen: string[] }> {
  const { a, b } = shares.connect();
  class PCTransport {
    addTransceiver(track: MediaStreamTrack) {
      return a.addTransceiver(track, { direction: 'sendonly' });
    }
  }
  const seen: string[] = [];
  for (const color of ['red', 'lime']) {
    const t = new PCTransport().addTransceiver(shares.share(color).track);
    await shares.negotiate(a, b);
    seen.push(...(await shares.watch(shares.receivedBy(b, t), color)));
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    if (more) await shares.negotiate(a, b);
  }
  return { count: a.getTransceivers().length, seen };
}

test('reuse acts under LiveKit, but not after a second negotiation: its server has stopped that receiver for good', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url(URL_PATH), 'reuse');
  expect(await page.evaluate(between, false)).toEqual({ count: 1, seen: COLOURS.slice(0, 2) });
  expect(await outcomes(raw)).not.toContain('refused: sdk-livekit-renegotiated');
  expect(await page.evaluate(between, true)).toEqual({ count: 2, seen: COLOURS.slice(0, 2) });
  await expect.poll(() => outcomes(raw)).toContain('refused: sdk-livekit-renegotiated');
});

test('stop acts under LiveKit with VP8', async ({ page, server }) => {
  const raw = await patched(page, server.url(URL_PATH), 'stop');
  expect(await page.evaluate(three, 'VP8')).toEqual({ count: 1, seen: COLOURS });
  await expect.poll(() => outcomes(raw)).toEqual(['stopped: stopped-lazily', 'stopped: stopped-lazily']);
});

test('stop is refused with another codec: livekit-server does not choose it on a recycled m-line', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url(URL_PATH), 'stop');
  expect(await page.evaluate(three, 'VP9')).toEqual({ count: 3, seen: COLOURS });
  await expect.poll(() => outcomes(raw)).toEqual(Array(3).fill('refused: sdk-livekit-codec'));
});
