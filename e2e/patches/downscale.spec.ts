import type { Page } from '@playwright/test';
import { expectOutcomes, outcomes, patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

test.beforeEach(({ server }) => server.html('/', SHARES));

/** The scale that the encoder really has, past the page's view: an own frame's clean prototype reads it. */
const NATIVE_SCALES = `
window.nativeParameters = (sender) => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  // The initial empty document is never hooked, so its functions are the browser's own.
  const { getParameters } = frame.contentWindow.RTCRtpSender.prototype;
  const parameters = getParameters.call(sender);
  frame.remove();
  return parameters;
};
window.nativeScales = (sender) => nativeParameters(sender).encodings.map((e) => e.scaleResolutionDownBy ?? 1);`;

async function prepared(page: Page, url: string, patch: 'downscale' | 'none' | 'reuse') {
  const raw = await patched(page, url, patch);
  await page.addScriptTag({ content: NATIVE_SCALES });
  return raw;
}

test('released senders are downscaled at once, shown unchanged, and restored before the first frame', async ({
  page,
  server,
}) => {
  const raw = await prepared(page, server.url('/'), 'downscale');
  const result = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const t = a.addTransceiver(shares.share('red', 640, 360).track, {
      direction: 'sendonly',
      sendEncodings: [{ maxBitrate: 900_000 }],
    });
    await shares.negotiate(a, b);
    await shares.watch(shares.receivedBy(b, t), 'red');
    const before = JSON.stringify(t.sender.getParameters().encodings);
    a.removeTrack(t.sender);
    const shown = t.sender.getParameters();
    const small = (window as any).nativeScales(t.sender);
    // The page's own transaction still works; a scale it sets is remembered, not applied.
    const own = t.sender.getParameters();
    own.encodings[0].maxFramerate = 20;
    own.encodings[0].scaleResolutionDownBy = 2;
    const set = await t.sender.setParameters(own).then(
      () => 'ok',
      (e: Error) => `${e.name}: ${e.message}`,
    );
    const bad = t.sender.getParameters();
    bad.encodings[0].scaleResolutionDownBy = 0.5;
    const refused = await t.sender.setParameters(bad).then(
      () => 'ok',
      (e: Error) => e.name,
    );
    const view = t.sender.getParameters().encodings[0];
    const stillSmall = (window as any).nativeScales(t.sender);
    const back = t.sender.getParameters();
    back.encodings[0].scaleResolutionDownBy = 1;
    await t.sender.setParameters(back);
    t.direction = 'inactive';
    await shares.negotiate(a, b);
    // The app reuses it by itself: full size from the first frame on.
    const sizes = new Set<string>();
    const receiver = shares.receivedBy(b, t);
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([receiver]);
    video.play().catch(() => {});
    const lime = shares.share('lime', 640, 360).track;
    t.direction = 'sendonly';
    await t.sender.replaceTrack(lime);
    await shares.negotiate(a, b);
    for (let i = 0; i < 20; i++) {
      await new Promise<void>((resolve) =>
        video.requestVideoFrameCallback((_now, { width, height }) => {
          sizes.add(`${width}x${height}`);
          resolve();
        }),
      );
    }
    const restored = (window as any).nativeScales(t.sender);
    return {
      before,
      shown: JSON.stringify(shown.encodings),
      small,
      set,
      refused,
      view,
      stillSmall,
      sizes: [...sizes],
      restored,
    };
  });
  expect(result.shown).toBe(result.before);
  expect(result.small).toEqual([64]);
  expect(result.set).toBe('ok');
  expect(result.refused).toBe('RangeError');
  expect(result.view).toMatchObject({ maxFramerate: 20, scaleResolutionDownBy: 2 });
  expect(result.stillSmall).toEqual([64]);
  expect(result.restored).toEqual([1]);
  expect(result.sizes).toEqual(['640x360']);
  await expectOutcomes(raw, ['downscaled: downscaled-on-release', 'restored: sends-again']);
});

test('the button downscales every idle form, under no patch; audio is refused; all come back when the page sends', async ({
  page,
  server,
}) => {
  const raw = await prepared(page, server.url('/'), 'none');
  await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const make = () => a.addTransceiver(shares.share('red', 640, 360).track, { direction: 'sendonly' });
    const all = { removed: make(), nullTrack: make(), inactive: make(), both: make(), sending: make() };
    const audio = new AudioContext();
    const tone = audio.createMediaStreamDestination();
    const sound = a.addTransceiver(tone.stream.getAudioTracks()[0], { direction: 'sendonly' });
    await shares.negotiate(a, b);
    a.removeTrack(all.removed.sender);
    await all.nullTrack.sender.replaceTrack(null);
    all.inactive.direction = 'inactive';
    all.both.direction = 'inactive';
    a.removeTrack(all.both.sender);
    a.removeTrack(sound.sender);
    await shares.negotiate(a, b);
    Object.assign(window, { all, a, b });
  });
  const scales = () =>
    page.evaluate(() =>
      Object.fromEntries(
        Object.entries((window as any).all).map(([k, t]: any) => [k, (window as any).nativeScales(t.sender)[0]]),
      ),
    );
  await raw.send({ type: 'downscale' });
  await expect.poll(scales).toEqual({ removed: 64, nullTrack: 64, inactive: 64, both: 64, sending: 1 });
  await expect
    .poll(async () => (await raw.document('/')).transceivers.filter((t) => t.downscaled === 'button').length)
    .toBe(4);
  await page.evaluate(async () => {
    const { all, a, b } = window as any;
    await all.nullTrack.sender.replaceTrack(shares.share('lime', 640, 360).track);
    all.inactive.direction = 'sendonly';
    all.removed.direction = 'sendonly';
    await all.removed.sender.replaceTrack(shares.share('lime', 640, 360).track);
    await shares.negotiate(a, b);
  });
  expect(await scales()).toEqual({ removed: 1, nullTrack: 1, inactive: 1, both: 64, sending: 1 });
  await expect
    .poll(async () => (await outcomes(raw)).filter((each) => each === 'restored: sends-again').length)
    .toBe(3);
  const log = await outcomes(raw);
  expect(log.filter((each) => each === 'refused: audio-nothing-to-free').length).toBe(1);
  expect(log.filter((each) => each === 'restored: sends-again').length).toBe(3);
  // When nobody looks any more, the page has its own encodings back.
  await raw.close();
  await expect.poll(scales).toEqual({ removed: 1, nullTrack: 1, inactive: 1, both: 1, sending: 1 });
});

test('simulcast layers are downscaled and restored one by one; reuse after the button starts afresh', async ({
  page,
  server,
}) => {
  const raw = await prepared(page, server.url('/'), 'reuse');
  const run = await page.evaluateHandle(async () => {
    const { a, b } = shares.connect();
    const t = a.addTransceiver(shares.share('red', 640, 360).track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    return { a, b, t };
  });
  await raw.send({ type: 'downscale' });
  await expect.poll(() => run.evaluate(({ t }) => (window as any).nativeScales(t.sender))).toEqual([64]);
  const after = await run.evaluate(async ({ a, b, t }) => {
    const again = a.addTransceiver(shares.share('lime', 640, 360).track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    return {
      same: again === t,
      scales: (window as any).nativeScales(t.sender),
      seen: (await shares.watch(shares.receivedBy(b, t), 'lime')).at(-1),
    };
  });
  expect(after).toEqual({ same: true, scales: [1], seen: 'lime' });
});

test('switching the patch off restores what it downscaled; the last panel gone restores everything', async ({
  page,
  server,
}) => {
  const raw = await prepared(page, server.url('/'), 'downscale');
  const run = await page.evaluateHandle(async () => {
    const { a, b } = shares.connect();
    const t = a.addTransceiver(shares.share('red', 640, 360).track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    return { a, b, t };
  });
  const scales = () => run.evaluate(({ t }) => (window as any).nativeScales(t.sender));
  expect(await scales()).toEqual([64]);
  await raw.send({ type: 'patch', patch: 'none' });
  await expect.poll(scales).toEqual([1]);
  // Switched on with an idle one already there: at once.
  await raw.send({ type: 'patch', patch: 'downscale' });
  await expect.poll(scales).toEqual([64]);
  await expect.poll(() => outcomes(raw)).toContain('restored: patch-ended');
  await raw.close();
  await expect.poll(scales).toEqual([1]);
});

test('spatial layers of one stream: one layer while idle, the page’s own mode shown and restored', async ({
  page,
  server,
}) => {
  await prepared(page, server.url('/'), 'downscale');
  const result = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const t = a.addTransceiver(shares.share('red', 640, 360).track, {
      direction: 'sendonly',
      sendEncodings: [{ scalabilityMode: 'L3T3_KEY' }],
    });
    t.setCodecPreferences(RTCRtpReceiver.getCapabilities('video')!.codecs.filter((c) => c.mimeType === 'video/VP9'));
    await shares.negotiate(a, b);
    await shares.watch(shares.receivedBy(b, t), 'red');
    const modes = () => (window as any).nativeParameters(t.sender).encodings[0].scalabilityMode;
    a.removeTrack(t.sender);
    const idle = [modes(), t.sender.getParameters().encodings[0].scalabilityMode];
    await t.sender.replaceTrack(shares.share('lime', 640, 360).track);
    const restored = modes();
    t.direction = 'sendonly';
    await shares.negotiate(a, b);
    return { idle, restored, seen: (await shares.watch(shares.receivedBy(b, t), 'lime')).at(-1) };
  });
  expect(result).toEqual({ idle: ['L1T1', 'L3T3_KEY'], restored: 'L3T3_KEY', seen: 'lime' });
});

for (const by of ['patch', 'button'] as const) {
  test(`a sender whose track has ended is downscaled, by the ${by}, and sends its next track at full size`, async ({
    page,
    server,
  }) => {
    const raw = await prepared(page, server.url('/'), by === 'patch' ? 'downscale' : 'none');
    await page.evaluate(async () => {
      const { a, b } = shares.connect();
      const { track } = shares.share('red', 640, 360);
      const t = a.addTransceiver(track, { direction: 'sendonly', sendEncodings: [{ maxBitrate: 900_000 }] });
      await shares.negotiate(a, b);
      await shares.watch(shares.receivedBy(b, t), 'red');
      track.stop();
      Object.assign(window, { a, b, t });
    });
    if (by === 'button') await raw.send({ type: 'downscale' });
    const down = by === 'patch' ? 'downscaled: downscaled-on-track-end' : 'downscaled: downscaled-by-button';
    await expectOutcomes(raw, [down]);
    const result = await page.evaluate(async () => {
      const { a, b, t, nativeScales } = window as any;
      const small = nativeScales(t.sender);
      const shown = t.sender.getParameters().encodings[0].scaleResolutionDownBy ?? 1;
      // Neither of these makes it send.
      t.direction = 'inactive';
      t.direction = 'sendonly';
      const stillSmall = nativeScales(t.sender);
      await t.sender.replaceTrack(shares.share('lime', 640, 360).track);
      const seen = await shares.watch(shares.receivedBy(b, t), 'lime');
      const settled = nativeScales(t.sender);
      a.removeTrack(t.sender);
      return { small, shown, stillSmall, seen: seen.at(-1), settled };
    });
    expect(result).toEqual({ small: [64], shown: 1, stillSmall: [64], seen: 'lime', settled: [1] });
    const again = by === 'patch' ? ['downscaled: downscaled-on-release'] : [];
    await expectOutcomes(raw, [down, 'restored: sends-again', ...again]);
  });
}

test('what is small already is not made small again when the page releases it: the page’s own comes back', async ({
  page,
  server,
}) => {
  const raw = await prepared(page, server.url('/'), 'downscale');
  await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const { track } = shares.share('red', 640, 360);
    const init = { direction: 'sendonly', sendEncodings: [{ scaleResolutionDownBy: 2 }] };
    const t = a.addTransceiver(track, init);
    await shares.negotiate(a, b);
    await shares.watch(shares.receivedBy(b, t), 'red');
    track.stop();
    a.removeTrack(t.sender);
    Object.assign(window, { t });
  });
  await expectOutcomes(raw, ['downscaled: downscaled-on-track-end']);
  await raw.send({ type: 'patch', patch: 'none' });
  await expectOutcomes(raw, ['downscaled: downscaled-on-track-end', 'restored: patch-ended']);
  expect(await page.evaluate(() => (window as any).nativeScales((window as any).t.sender))).toEqual([2]);
});

test('the patch comes into force after the tracks have ended: those are made small, paused ones are not', async ({
  page,
  server,
}) => {
  const raw = await prepared(page, server.url('/'), 'none');
  await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const { track } = shares.share('red', 640, 360);
    a.addTransceiver(track, { direction: 'sendonly' });
    const paused = a.addTransceiver(shares.share('lime', 640, 360).track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    track.stop();
    paused.direction = 'inactive';
    await shares.negotiate(a, b);
  });
  await raw.send({ type: 'patch', patch: 'downscale' });
  await expectOutcomes(raw, ['downscaled: downscaled-on-track-end']);
});
