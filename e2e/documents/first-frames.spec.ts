import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

test.beforeEach(({ server }) => server.html('/', `${SHARES}<script>window.pair = shares.connect();</script>`));

/** So rarely that no sample of it falls into the test. */
const RARELY = { type: 'observe', intervalMs: 600_000, paused: false } as const;

test('a first frame is looked for several times a second, and not once it is there', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, [RARELY]);
  await page.evaluate(async () => {
    const { a, b } = (window as any).pair;
    const { track, stream } = shares.share('red', 640, 360);
    (window as any).sent = a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
    await shares.negotiate(a, b);
  });
  const sender = async () => (await raw.document('/')).transceivers.find(({ phase }) => phase !== 'new');
  await expect.poll(async () => (await sender())?.stats?.layers[0]?.framesEncoded ?? 0).toBeGreaterThan(0);
  const { log } = await raw.document('/');
  const published = log.find((entry) => entry.type === 'state' && entry.why === 'published')!;
  const { at } = (await sender())!.stats!;
  expect(at - published.at).toBeLessThan(5_000);
  // Frames go on; samples do not.
  await page.waitForTimeout(1_500);
  expect((await sender())!.stats!.at).toBe(at);

  // Its end is sampled once: the next publish of this sender is counted from there.
  await page.evaluate(async () => {
    const { a, b } = (window as any).pair;
    a.removeTrack((window as any).sent.sender);
    await shares.negotiate(a, b);
  });
  await expect.poll(async () => (await sender())!.stats!.at).toBeGreaterThan(at);
});

test('a publish without a frame is looked at for 5 s, then left alone', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, [RARELY]);
  await page.evaluate(async () => {
    const { a, b } = (window as any).pair;
    // A canvas that nobody draws gives no frame at this rate.
    const canvas = document.createElement('canvas');
    a.addTransceiver(canvas.captureStream(0).getTracks()[0], { direction: 'sendonly' });
    await shares.negotiate(a, b);
  });
  const sender = async () => (await raw.document('/')).transceivers.find(({ phase }) => phase === 'sending');
  const published = async () =>
    (await raw.document('/')).log.find((entry) => entry.type === 'state' && entry.why === 'published')?.at ?? 0;
  await expect.poll(published).toBeGreaterThan(0);
  const from = await published();
  await expect.poll(async () => ((await sender())?.stats?.at ?? 0) - from, { timeout: 20_000 }).toBeGreaterThan(4_900);
  expect((await sender())!.stats!.layers[0]!.framesEncoded ?? 0).toBe(0);
  await page.waitForTimeout(500);
  const { updates } = await raw.document('/');
  await page.waitForTimeout(1_500);
  expect((await raw.document('/')).updates).toBe(updates);
});
