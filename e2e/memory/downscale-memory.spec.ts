import { collectGarbage } from '../../tooling/browser/heap';
import { readMemory, rendererPid } from '../../tooling/browser/renderer';
import { expectOutcomes, patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

const SENDERS = 6;

test('the button frees at least 70 % of what six idle 720p encoders hold, without a negotiation', async ({
  server,
  launch,
}) => {
  // A browser of its own: what other tests left in a renderer must not count.
  const { context } = await launch();
  const page = await context.newPage();
  server.html('/', SHARES);
  const raw = await patched(page, server.url('/'), 'none');
  const pid = await rendererPid(page);
  const settled = async () => {
    let last = Number.POSITIVE_INFINITY;
    await expect(async () => {
      await collectGarbage(page);
      const { mib } = (await readMemory(pid))!;
      const steady = Math.abs(mib - last) < 2;
      last = mib;
      expect(steady).toBe(true);
    }).toPass({ timeout: 20_000 });
    return last;
  };
  const base = await settled();
  await page.evaluate(async (count) => {
    const { a, b } = shares.connect();
    Object.assign(window, { a, b });
    for (let i = 0; i < count; i++) {
      const { track } = shares.share(shares.colors[i], 1280, 720);
      track.contentHint = 'detail';
      const t = a.addTransceiver(track, { direction: 'sendonly' });
      await shares.negotiate(a, b);
      await shares.watch(shares.receivedBy(b, t), shares.colors[i]);
      // The encoder holds what it was configured to: wait for the full size.
      for (let tries = 0; tries < 100; tries++) {
        const stats: any[] = [...(await t.sender.getStats()).values()];
        if (stats.some((each) => each.type === 'outbound-rtp' && each.frameWidth === 1280)) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      t.direction = 'inactive';
      a.removeTrack(t.sender);
      await shares.negotiate(a, b);
      track.stop();
    }
  }, SENDERS);
  const held = (await settled()) - base;
  const states: string[] = [];
  await page.exposeFunction('tell', (state: string) => void states.push(state));
  await page.evaluate(() => {
    const { a } = window as any;
    a.addEventListener('signalingstatechange', () => (window as any).tell(a.signalingState));
    a.addEventListener('negotiationneeded', () => (window as any).tell('negotiationneeded'));
  });
  await raw.send({ type: 'downscale' });
  await expectOutcomes(raw, Array(SENDERS).fill('downscaled: downscaled-by-button'));
  const left = (await settled()) - base;
  console.log(`${SENDERS} idle encoders held ${held.toFixed(0)} MiB, ${left.toFixed(0)} MiB after`);
  expect(held).toBeGreaterThan(SENDERS * 25);
  expect(left).toBeLessThan(held * 0.3);
  expect(states).toEqual([]);
});
