import { expectOutcomes, patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

/** In the page: a connection with a first m-line that nobody touches, and one sender that was negotiated. */
const SENDING = `${SHARES}<script>
window.sending = async (init = {}) => {
  const { a, b } = shares.connect();
  a.createDataChannel('first');
  await shares.negotiate(a, b);
  const t = a.addTransceiver(shares.share('red').track, { direction: 'sendonly', ...init });
  await shares.negotiate(a, b);
  return { a, b, t };
};
window.release = async ({ a, b, t }) => {
  t.direction = 'inactive';
  a.removeTrack(t.sender);
  await shares.negotiate(a, b);
};
</script>`;
declare const sending: (init?: RTCRtpTransceiverInit) => Promise<any>;
declare const release: (of: any) => Promise<void>;

test.beforeEach(({ server }) => server.html('/', SENDING));

test('reuse gives the header extensions of a new transceiver back', async ({ page, server }) => {
  await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const of = await sending();
    const { a, t } = of;
    const extensions = () => t.getHeaderExtensionsToNegotiate();
    const fresh = JSON.stringify(extensions());
    // Some are mandatory and can't be stopped.
    const changed = extensions().map((each: any) =>
      /toffset|playout-delay/.test(each.uri) ? { ...each, direction: 'stopped' } : each,
    );
    t.setHeaderExtensionsToNegotiate(changed);
    const differed = JSON.stringify(extensions()) !== fresh;
    await release(of);
    const again = a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    return { same: again === t, differed, restored: JSON.stringify(extensions()) === fresh };
  });
  expect(result).toEqual({ same: true, differed: true, restored: true });
});

test('an ended track takes no idle transceiver', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const of = await sending();
    await release(of);
    const { track } = shares.share('lime');
    track.stop();
    const again = of.a.addTransceiver(track, { direction: 'sendonly' });
    return { same: again === of.t, sends: again.sender.track === track };
  });
  expect(result).toEqual({ same: false, sends: true });
  await expectOutcomes(raw, ['passed: no-candidate', 'passed: track-ended']);
});

test('a connection closed in the window of a handover leaves no wrap behind when the patch ends', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const trackGetter = () =>
    page.evaluate(() => `${Object.getOwnPropertyDescriptor(RTCRtpSender.prototype, 'track')!.get}`);
  const wrapped = await trackGetter();
  await page.evaluate(async () => {
    const of = await sending();
    await release(of);
    of.a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    of.a.close();
  });
  await raw.send({ type: 'patch', patch: 'none' });
  await expect.poll(trackGetter).toContain('get track()');
  expect(wrapped).not.toContain('get track()');
});

test('stop leaves a slot alone that a remote offer made, though it has sent', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'stop');
  const direction = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    a.createDataChannel('first');
    await shares.negotiate(a, b);
    b.addTransceiver('video', { direction: 'recvonly' });
    await shares.negotiate(b, a);
    const t = a.getTransceivers()[0];
    t.direction = 'sendonly';
    await t.sender.replaceTrack(shares.share('red').track);
    await shares.negotiate(a, b);
    await release({ a, b, t });
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    return t.direction;
  });
  expect(direction).toBe('inactive');
  // The other side's own receive slot is none of the patch's business.
  await expectOutcomes(raw, ['passed: direction-without-send', 'refused: not-publisher']);
});

test('stop waits for a replaceTrack() that the page has pending', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'stop');
  const direction = await page.evaluate(async () => {
    const { a, t } = await sending();
    void t.sender.replaceTrack(shares.share('blue').track);
    a.removeTrack(t.sender);
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    return t.direction;
  });
  expect(direction).not.toBe('stopped');
  await expectOutcomes(raw, ['refused: replace-pending']);
});

test('downscale leaves a sender alone whose replaceTrack() is pending', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'downscale');
  await page.evaluate(async () => {
    const { a, t } = await sending();
    void t.sender.replaceTrack(shares.share('blue').track);
    a.removeTrack(t.sender);
  });
  await expectOutcomes(raw, ['refused: replace-pending']);
});

test('downscale sets a scaleResolutionDownTo aside, shows it, and puts it back', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'downscale');
  const result = await page.evaluate(async () => {
    const of = await sending();
    const { a, b, t } = of;
    await shares.watch(shares.receivedBy(b, t), 'red');
    const own = t.sender.getParameters();
    own.encodings[0].scaleResolutionDownTo = { maxWidth: 160, maxHeight: 90 };
    await t.sender.setParameters(own);
    const native = () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      // The initial empty document is never hooked, so its functions are the browser's own.
      const { getParameters } = (frame.contentWindow as any).RTCRtpSender.prototype;
      const [encoding] = getParameters.call(t.sender).encodings;
      frame.remove();
      return [encoding.scaleResolutionDownTo?.maxWidth ?? null, encoding.scaleResolutionDownBy ?? 1];
    };
    const shown = () => t.sender.getParameters().encodings[0].scaleResolutionDownTo?.maxWidth ?? null;
    a.removeTrack(t.sender);
    const idle = { native: native(), shown: shown() };
    await t.sender.replaceTrack(shares.share('lime').track);
    return { idle, sending: { native: native(), shown: shown() } };
  });
  expect(result.idle).toEqual({ native: [null, 64], shown: 160 });
  expect(result.sending).toMatchObject({ shown: 160 });
  expect(result.sending.native[0]).toBe(160);
  await expectOutcomes(raw, ['downscaled: downscaled-on-release', 'restored: sends-again']);
});
