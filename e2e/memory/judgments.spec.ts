import { openPanel } from '../../tooling/browser/devtools';
import { PEERS } from '../../tooling/pages/peers';
import { expect, test } from '../harness/test';

declare const peers: any;

/** More than are in use at a time, far fewer than the states that the panel sees here. */
const MOST = 10;

/** Runs in the panel. */
function countEvidence(this: object[]): number {
  return this.filter((each) => 'nameOf' in each && 'knows' in each).length;
}

test('the panel keeps no judgment of a state that is over', async ({ context, server }) => {
  const page = await context.newPage();
  server.html('/', `<!doctype html><link rel=icon href=data:,><script>${PEERS}</script>`);
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await page.evaluate(async () => {
    const { a, negotiate, connected } = peers.connect();
    for (let n = 0; n < 25; n++) {
      const track = peers.canvasTrack({ width: 160, height: 90, fps: 5 });
      const transceiver = a.addTransceiver(track, { direction: 'sendonly' });
      await negotiate();
      if (n === 0) await connected();
      // Longer than the panel waits for more updates.
      await new Promise((resolve) => setTimeout(resolve, 100));
      transceiver.direction = 'inactive';
      a.removeTrack(transceiver.sender);
      await negotiate();
      track.stop();
    }
  });
  await expect(panel.getByText(/25 (remote )?video publishes made 25 transceivers/).first()).toBeVisible();

  const session = await panel.page().context().newCDPSession(panel);
  await session.send('HeapProfiler.collectGarbage');
  const { result } = await session.send('Runtime.evaluate', { expression: 'Object.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const { result: count } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: `${countEvidence}`,
    objectId: objects.objectId!,
    returnByValue: true,
  });
  expect(count.value).toBeGreaterThan(0);
  expect(count.value).toBeLessThanOrEqual(MOST);
});
