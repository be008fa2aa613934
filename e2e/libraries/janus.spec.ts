import type { RawPanel } from '../../tooling/browser/raw-panel';
import { patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;
declare const publish: (a: RTCPeerConnection, color: string) => RTCRtpTransceiver;
declare const unpublish: (t: RTCRtpTransceiver) => Promise<void>;

/** Publishes and unpublishes as janus.js does: no removeTrack(), but replaceTrack(null) and a direction. */
const JANUS_JS = `
window.publish = (a, color) => {
  const sender = a.addTrack(shares.share(color).track, new MediaStream());
  const t = a.getTransceivers().find((each) => each.sender === sender);
  t.direction = 'sendonly';
  return t;
};
window.unpublish = async (t) => {
  await t.sender.replaceTrack(null);
  t.direction = 'inactive';
};`;

test.beforeEach(({ server }) => {
  const script = (_: unknown, response: { writeHead: any }) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(JANUS_JS);
  server.route('/janus.es.js', script);
  server.route('/app.js', script);
  for (const file of ['janus.es.js', 'app.js'])
    server.html(`/${file}.html`, `${SHARES}<script src="/${file}"></script>`);
});

/** In the page: three publishes one after the other. @returns how many transceivers they made, and what was seen */
async function three(): Promise<{ count: number; seen: string[] }> {
  const { a, b } = shares.connect();
  const seen: string[] = [];
  for (const color of ['red', 'lime', 'blue']) {
    const t = publish(a, color);
    await shares.negotiate(a, b);
    seen.push(...(await shares.watch(shares.receivedBy(b, t), color)));
    await unpublish(t);
    await shares.negotiate(a, b);
  }
  return { count: a.getTransceivers().length, seen };
}

/** Outcome and reason of each entry of the patch log. */
async function outcomes(raw: RawPanel): Promise<string[]> {
  const { log } = await raw.document('/janus.es.js.html');
  return log.flatMap((each) => (each.type === 'patch' ? [`${each.outcome}: ${each.reason}`] : []));
}

const COLOURS = ['red', 'lime', 'blue'];

test('reuse hands back what janus.js let go of', async ({ page, server }) => {
  await patched(page, server.url('/janus.es.js.html'), 'reuse');
  expect(await page.evaluate(three)).toEqual({ count: 1, seen: COLOURS });
});

test('the same calls of an app’s own may be a pause: refused', async ({ page, server }) => {
  await patched(page, server.url('/app.js.html'), 'reuse');
  expect(await page.evaluate(three)).toEqual({ count: 3, seen: COLOURS });
});

test('downscale acts when janus.js let go', async ({ page, server }) => {
  const raw = await patched(page, server.url('/janus.es.js.html'), 'downscale');
  expect(await page.evaluate(three)).toEqual({ count: 3, seen: COLOURS });
  const downscaled = async () => (await outcomes(raw)).filter((each) => each.startsWith('downscaled'));
  await expect.poll(downscaled).toHaveLength(3);
});

test('stop is refused: Janus can’t follow a recycled m-line', async ({ page, server }) => {
  const raw = await patched(page, server.url('/janus.es.js.html'), 'stop');
  expect(await page.evaluate(three)).toEqual({ count: 3, seen: COLOURS });
  await expect.poll(() => outcomes(raw)).toContain('refused: sdk-janus');
  expect((await outcomes(raw)).filter((each) => each.startsWith('stopped'))).toEqual([]);
});
