import type { Page } from '@playwright/test';
import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

/** Runs in the page: a long life of a connection. @returns everything that a page can tell apart, in order. */
async function longLife(): Promise<string[]> {
  const said: string[] = [];
  const attempt = async (name: string, run: () => unknown) => {
    try {
      const value = await run();
      said.push(`${name}: ${typeof value === 'object' && value ? value.constructor.name : String(value)}`);
    } catch (error) {
      said.push(`${name}: ${(error as Error).name}: ${(error as Error).message}`);
    }
  };
  const { a, b } = shares.connect();
  for (const [name, pc] of Object.entries({ a, b }) as [string, RTCPeerConnection][]) {
    for (const event of ['negotiationneeded', 'signalingstatechange', 'track', 'datachannel']) {
      pc.addEventListener(event, () =>
        said.push(`${name} ${event} ${pc.signalingState} ${pc.getTransceivers().length}`),
      );
    }
  }
  const states = () =>
    said.push(
      [a, b]
        .map((pc: RTCPeerConnection) =>
          pc
            .getTransceivers()
            .map((t) => `${t.mid} ${t.direction} ${t.currentDirection} ${t.sender.track?.kind}`)
            .join(),
        )
        .join(' | '),
    );
  /** Promise reactions and tasks around a call, in the order in which they come. */
  const order = async (name: string, run: () => Promise<unknown>) => {
    const steps: string[] = [];
    const promise = run();
    promise.then(
      () => steps.push('done'),
      () => steps.push('rejected'),
    );
    queueMicrotask(() => steps.push('microtask'));
    Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => steps.push('chain'));
    await promise.catch(() => {});
    steps.push('after');
    await new Promise((resolve) => setTimeout(resolve, 0));
    said.push(`${name}: ${steps.join()}`);
  };
  const publish = (color: string) => a.addTransceiver(shares.share(color).track, { direction: 'sendonly' });

  for (const color of ['red', 'lime', 'blue']) {
    const t = publish(color);
    await attempt('negotiate', () => shares.negotiate(a, b));
    states();
    await attempt('seen', async () => (await shares.watch(shares.receivedBy(b, t), color)).at(-1));
    const held = t.sender.getParameters();
    await new Promise((resolve) => setTimeout(resolve, 60));
    await attempt('setParameters', () => t.sender.setParameters(held));
    await attempt('again', () => t.sender.setParameters(held));
    await order('replaceTrack(null)', () => t.sender.replaceTrack(null));
    await order('replaceTrack(audio)', () =>
      t.sender.replaceTrack(new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]),
    );
    t.direction = 'inactive';
    await attempt('removeTrack', () => a.removeTrack(t.sender));
    await attempt('removeTrack twice', () => a.removeTrack(t.sender));
    await attempt('renegotiate', () => shares.negotiate(a, b));
    states();
  }
  await order('offer', () => a.setLocalDescription());
  await order('rollback', () => a.setLocalDescription({ type: 'rollback' }));
  await order('a bad description', () => a.setRemoteDescription({ type: 'offer', sdp: 'v=1' }));
  await order('an answer to nothing', () => a.setRemoteDescription({ type: 'answer', sdp: '' }));
  const track = shares.share('yellow').track;
  const sender = a.addTrack(track);
  await attempt('addTrack twice', () => a.addTrack(track));
  await attempt('foreign sender', () => b.removeTrack(sender));
  await attempt('negotiate back', () => shares.negotiate(b, a));
  states();
  a.getTransceivers()[0].stop();
  a.getTransceivers()[0].stop();
  await attempt('direction of a stopped one', () => {
    a.getTransceivers()[0].direction = 'sendonly';
  });
  await attempt('stop', () => shares.negotiate(a, b));
  states();
  publish('cyan');
  await attempt('recycle', () => shares.negotiate(a, b));
  states();
  await order('stats', () => a.getStats());
  a.close();
  await attempt('after close', () => a.addTransceiver('video'));
  await order('offer after close', () => a.createOffer());
  b.close();
  states();
  return said;
}

test('one long life is the same without us, never looked at, and looked at without a patch', async ({
  page,
  context,
  server,
  launch,
}) => {
  server.html('/', SHARES);
  const run = async (on: Page) => {
    await on.goto(server.url('/'));
    return on.evaluate(longLife);
  };
  const bare = await launch({ extension: null });
  const native = await run(await bare.context.newPage());
  expect(native.length).toBeGreaterThan(60);
  expect(await run(page)).toEqual(native);
  const observed = await context.newPage();
  await observed.goto(server.url('/'));
  await attachRawPanel(observed, [{ type: 'observe', intervalMs: 20, paused: false }]);
  expect(await observed.evaluate(longLife)).toEqual(native);
});
