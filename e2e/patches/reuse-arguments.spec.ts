import { patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

test.beforeEach(({ server }) => server.html('/', SHARES));

test('nothing of the last publish is left over, and the page’s own parameters work right after', async ({
  page,
  server,
}) => {
  await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const t = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
    t.setCodecPreferences(RTCRtpReceiver.getCapabilities('video')!.codecs.filter((c) => c.mimeType === 'video/VP9'));
    await shares.negotiate(a, b);
    t.receiver.jitterBufferTarget = 400;
    const old = t.sender.getParameters();
    Object.assign(old, { degradationPreference: 'maintain-resolution' });
    Object.assign(old.encodings[0], {
      active: false,
      maxBitrate: 30_000,
      maxFramerate: 1,
      scaleResolutionDownBy: 4,
      priority: 'high',
    });
    await t.sender.setParameters(old);
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    const again = a.addTransceiver(shares.share('lime').track, {
      direction: 'sendonly',
      sendEncodings: [{ maxBitrate: 500_000 }],
    });
    // livekit-client does this right after publishing.
    const mine = again.sender.getParameters();
    Object.assign(mine, { degradationPreference: 'maintain-framerate' });
    Object.assign(mine.encodings[0], { maxBitrate: 600_000, active: true, scaleResolutionDownBy: 1 });
    const own = await again.sender.setParameters(mine).then(
      () => 'ok',
      (e: DOMException) => `${e.name}: ${e.message}`,
    );
    const withoutGet = await again.sender.setParameters(mine).then(
      () => 'ok',
      (e: DOMException) => e.name,
    );
    await shares.negotiate(a, b);
    const final = again.sender.getParameters();
    const seen = (await shares.watch(shares.receivedBy(b, again), 'lime')).at(-1);
    const stats = [...(await again.sender.getStats()).values()];
    const codec = stats.find((s) => s.type === 'codec')?.mimeType;
    return {
      same: again === t,
      own,
      withoutGet,
      final: final.encodings[0],
      degradation: (final as any).degradationPreference,
      seen,
      codec,
      jitter: t.receiver.jitterBufferTarget,
    };
  });
  expect(result).toMatchObject({
    same: true,
    own: 'ok',
    withoutGet: 'InvalidStateError',
    seen: 'lime',
    codec: 'video/VP8',
    jitter: null,
  });
  expect(result.degradation).toBe('maintain-framerate');
  expect(result.final).toMatchObject({ active: true, maxBitrate: 600_000, scaleResolutionDownBy: 1, priority: 'low' });
  expect(result.final!.maxFramerate).toBeUndefined();
});

test('bad input gets the native error, and nothing is claimed', async ({ page, server, launch }) => {
  server.html('/', SHARES);
  const script = async () => {
    const { a, b } = shares.connect();
    const t = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    const ended = shares.share('lime').track;
    ended.stop();
    const live = shares.share('blue').track;
    const closed = new RTCPeerConnection();
    closed.close();
    const attempts: [string, () => unknown][] = [
      ['kind', () => a.addTransceiver('text')],
      ['null', () => a.addTransceiver(null)],
      ['no arguments', () => a.addTransceiver()],
      ['init', () => a.addTransceiver(live, 7)],
      ['direction', () => a.addTransceiver(live, { direction: 'sideways' })],
      ['rids', () => a.addTransceiver(live, { sendEncodings: [{ rid: 'a' }, { rid: 'a' }] })],
      ['no rid', () => a.addTransceiver(live, { sendEncodings: [{}, {}] })],
      [
        'scale',
        () => a.addTransceiver(live, { direction: 'sendonly', sendEncodings: [{ scaleResolutionDownBy: 0.5 }] }),
      ],
      ['framerate', () => a.addTransceiver(live, { direction: 'sendonly', sendEncodings: [{ maxFramerate: -1 }] })],
      ['mode', () => a.addTransceiver(live, { direction: 'sendonly', sendEncodings: [{ scalabilityMode: 'L9T9' }] })],
      ['streams', () => a.addTransceiver(live, { streams: [7] })],
      ['streams undefined', () => a.addTransceiver(live, { streams: [undefined] })],
      ['closed', () => closed.addTransceiver(live)],
      ['addTrack closed', () => closed.addTrack(live)],
      ['addTrack kind', () => a.addTrack('video')],
      ['addTrack stream', () => a.addTrack(live, {})],
      ['addTrack undefined', () => a.addTrack(live, undefined)],
      ['detached', () => RTCPeerConnection.prototype.addTransceiver.call({} as RTCPeerConnection, live)],
    ];
    const errors = attempts.map(([name, attempt]) => {
      try {
        attempt();
        return `${name}: none`;
      } catch (error) {
        return `${name}: ${(error as Error).name}: ${(error as Error).message}`;
      }
    });
    return { errors, untouched: [t.direction, t.sender.track, a.getTransceivers().length] };
  };
  await patched(page, server.url('/'), 'reuse');
  const ours = await page.evaluate(script);
  const plain = await launch({ extension: null });
  const other = await plain.context.newPage();
  await other.goto(server.url('/'));
  expect(ours).toEqual(await other.evaluate(script));
  const added = ours.errors.filter((each) => each.endsWith(': none')).length;
  expect(ours.untouched).toEqual(['inactive', null, 1 + added]);
});
