import { patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

test('two transactions of the page, opened and set before a patch’s own is through', async ({ page, server }) => {
  server.html('/', SHARES);
  await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const publish = () => a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
    const t = publish();
    await shares.negotiate(a, b);
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    const again = publish();
    const set = (change: (parameters: any) => void) => {
      const parameters = again.sender.getParameters();
      change(parameters);
      return again.sender.setParameters(parameters).then(
        () => 'set',
        (error: Error) => error.message,
      );
    };
    // As livekit-client does: the degradation preference twice, in two turns, and nobody waits.
    const first = set((parameters) => (parameters.degradationPreference = 'maintain-resolution'));
    await Promise.resolve();
    const second = set((parameters) => (parameters.encodings[0].maxBitrate = 123_000));
    const outcomes = await Promise.all([first, second]);
    const stale = again.sender.getParameters();
    await again.sender.setParameters(stale);
    const refused = await again.sender.setParameters(stale).catch((error: Error) => error.name);
    return { reused: again === t, outcomes, maxBitrate: again.sender.getParameters().encodings[0].maxBitrate, refused };
  });
  expect(result).toEqual({ reused: true, outcomes: ['set', 'set'], maxBitrate: 123_000, refused: 'InvalidStateError' });
});
