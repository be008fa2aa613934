import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

test.beforeEach(({ server }) => server.html('/', `${SHARES}<script>window.pair = shares.connect();</script>`));

test('a sender that only goes on sending says its sample, and its whole state when that changed', async ({
  page,
  server,
}) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page);
  await page.evaluate(async () => {
    const { a, b } = (window as any).pair;
    const { track, stream } = shares.share('red', 640, 360);
    (window as any).track = track;
    a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
    await shares.negotiate(a, b);
  });
  const document = () => raw.document('/');
  const sending = async () => (await document()).transceivers.find(({ phase }) => phase === 'sending');
  const frames = async () => (await sending())?.stats?.layers[0]?.framesEncoded ?? 0;
  await expect.poll(frames).toBeGreaterThan(0);
  const { id } = (await sending())!;
  const lastOnly = async () => {
    const { samples, transceivers, connections, log } = (await document()).last;
    return { samples: samples.map(([of]) => of), others: transceivers.length + connections.length + log.length };
  };
  await expect.poll(lastOnly).toEqual({ samples: [id], others: 0 });
  // They go on, and the sample is the newest.
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before);

  await page.evaluate(() => ((window as any).track.enabled = false));
  await expect.poll(async () => (await sending())?.track?.enabled).toBe(false);
  await expect.poll(lastOnly).toEqual({ samples: [id], others: 0 });
  expect((await sending())!.track!.enabled).toBe(false);
});
