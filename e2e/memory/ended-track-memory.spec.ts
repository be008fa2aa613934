import type { Page } from '@playwright/test';
import { settledMemory } from '../../tooling/browser/memory';
import { rendererPid } from '../../tooling/browser/renderer';
import { PEERS } from '../../tooling/pages/peers';
import { expectOutcomes, patched } from '../harness/patched';
import { expect, test } from '../harness/test';

declare const a: RTCPeerConnection;
declare const b: RTCPeerConnection;

const SENDERS = 4;

/** Negotiates between two pages, whose connections are `a` and `b`. */
async function negotiate(near: Page, far: Page): Promise<void> {
  /** Candidates travel inside the descriptions. */
  const describe = async (which: string) => {
    const pc = (window as any)[which] as RTCPeerConnection;
    await pc.setLocalDescription();
    await peers.until('candidates', () => pc.iceGatheringState === 'complete');
    return pc.localDescription!.toJSON();
  };
  const offer = await near.evaluate(describe, 'a');
  await far.evaluate((description) => b.setRemoteDescription(description), offer);
  const answer = await far.evaluate(describe, 'b');
  await near.evaluate((description) => a.setRemoteDescription(description), answer);
}

test('downscaling frees what 720p senders hold whose tracks have ended, and gives it back for the next track', async ({
  server,
  launch,
}) => {
  test.setTimeout(120_000);
  const { context } = await launch({
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  server.html('/', `<!doctype html><script>${PEERS}</script>`);
  // The far end is another site, so that its decoders are in another process.
  const far = await context.newPage();
  await far.goto(server.url('/', '127.0.0.1'));
  await far.evaluate(() => void Object.assign(window, { b: new RTCPeerConnection() }));
  const near = await context.newPage();
  const raw = await patched(near, server.url('/'), 'none');
  await near.evaluate(() => void Object.assign(window, { a: new RTCPeerConnection() }));
  const pid = await rendererPid(near);
  expect(await rendererPid(far)).not.toBe(pid);
  const held = async () => {
    // Encoders are freed behind the call.
    await near.waitForTimeout(1_500);
    return (await settledMemory(near, pid))!.mib;
  };
  const base = await held();
  for (let i = 0; i < SENDERS; i++) {
    await near.evaluate(async () => {
      const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
      const [track] = camera.getTracks();
      track!.contentHint = 'detail';
      a.addTransceiver(track!, { direction: 'sendonly' });
    });
    await negotiate(near, far);
    await near.evaluate(async () => {
      const { sender } = a.getTransceivers().at(-1)!;
      await peers.encoded(sender, 1280, 10);
      sender.track!.stop();
    });
  }
  const full = (await held()) - base;
  await raw.send({ type: 'downscale' });
  await expectOutcomes(raw, Array(SENDERS).fill('downscaled: downscaled-by-button'));
  const small = (await held()) - base;
  console.log(`${SENDERS} senders with ended tracks held ${full.toFixed(0)} MiB, ${small.toFixed(0)} MiB after`);
  if (process.platform === 'linux') {
    expect(full).toBeGreaterThan(SENDERS * 20);
    expect(small).toBeLessThan(full * 0.3);
  }
  await near.evaluate(async () => {
    const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
    const { sender } = a.getTransceivers()[0]!;
    await sender.replaceTrack(camera.getTracks()[0]!);
    await peers.encoded(sender, 1280, 5);
  });
});
