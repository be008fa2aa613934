import type { Page } from '@playwright/test';
import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { expectOutcomes, outcomes, patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

test.beforeEach(({ server }) => server.html('/', SHARES));

/** Publishes and unpublishes one color after the other. @returns per cycle transceivers and what was seen. */
async function cycle(page: Page, how: { publish: 'addTransceiver' | 'addTrack'; inactive: boolean; cycles: number }) {
  return page.evaluate(async ({ publish, inactive, cycles }) => {
    const { a, b } = shares.connect();
    const report: { transceivers: number; seen: string[]; wanted: string }[] = [];
    for (let i = 0; i < cycles; i++) {
      const wanted = shares.colors[i % 6];
      const { track, stream } = shares.share(wanted);
      let transceiver: RTCRtpTransceiver;
      if (publish === 'addTrack') {
        const sender = a.addTrack(track, stream);
        transceiver = a.getTransceivers().find((t: RTCRtpTransceiver) => t.sender === sender);
      } else transceiver = a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      await shares.negotiate(a, b);
      const seen = await shares.watch(shares.receivedBy(b, transceiver), wanted);
      report.push({ transceivers: a.getTransceivers().length, seen, wanted });
      if (inactive) transceiver.direction = 'inactive';
      a.removeTrack(transceiver.sender);
      track.stop();
      await shares.negotiate(a, b);
    }
    return report;
  }, how);
}

for (const how of [
  { publish: 'addTransceiver', inactive: true, cycles: 6 },
  { publish: 'addTrack', inactive: false, cycles: 6 },
] as const) {
  test(`${how.publish}: one transceiver serves every share, with the right picture`, async ({ page, server }) => {
    const raw = await patched(page, server.url('/'), 'reuse');
    const report = await cycle(page, how);
    for (const { transceivers, seen, wanted } of report) {
      expect(transceivers).toBe(1);
      expect(seen.at(-1)).toBe(wanted);
    }
    await expectOutcomes(raw, ['passed: no-candidate', ...Array(5).fill('reused: handed-back')]);
  });

  test(`${how.publish} without a patch grows by one a share`, async ({ page, server }) => {
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page);
    const report = await cycle(page, { ...how, cycles: 3 });
    expect(report.map((each) => each.transceivers)).toEqual([1, 2, 3]);
    await expectOutcomes(raw, []);
  });
}

test('passes through what is none of its business', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const counts = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const publish = async (...args: unknown[]) => {
      const t = a.addTransceiver(...args);
      await shares.negotiate(a, b);
      return t;
    };
    const first = await publish(shares.share('red').track, { direction: 'sendonly' });
    first.direction = 'inactive';
    a.removeTrack(first.sender);
    await shares.negotiate(a, b);
    const counts: number[] = [];
    const count = () => counts.push(a.getTransceivers().length);
    a.addTransceiver('video');
    count();
    a.addTransceiver('video', { direction: 'recvonly' });
    count();
    a.addTransceiver(shares.share('lime').track, { direction: 'inactive' });
    count();
    // The browser takes the never-used sender of addTransceiver('video').
    a.addTrack(shares.share('blue').track);
    count();
    a.addTransceiver('audio', { direction: 'sendonly' });
    count();
    return counts;
  });
  expect(counts).toEqual([2, 3, 4, 4, 5]);
  await expectOutcomes(raw, [
    'passed: no-candidate',
    'passed: no-track',
    'passed: direction-without-send',
    'passed: direction-without-send',
    'passed: native-reuse',
    'passed: no-candidate',
  ]);
});

test('refuses what is not released, not idle, or never sent', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const counts = await page.evaluate(async () => {
    const counts: number[] = [];
    const publishAgain = (a: RTCPeerConnection) => {
      a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
      counts.push(a.getTransceivers().length);
    };
    const start = async () => {
      const { a, b } = shares.connect();
      const t = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
      await shares.negotiate(a, b);
      return { a, b, t };
    };
    // Paused by replaceTrack(null): its owner may resume it.
    let { a, b, t } = await start();
    await t.sender.replaceTrack(null);
    publishAgain(a);
    // Paused by its direction, still with a track.
    ({ a, b, t } = await start());
    t.direction = 'inactive';
    await shares.negotiate(a, b);
    publishAgain(a);
    // The same and then without a track, but never released.
    ({ a, b, t } = await start());
    t.direction = 'inactive';
    await t.sender.replaceTrack(null);
    await shares.negotiate(a, b);
    publishAgain(a);
    // Released, but not negotiated yet.
    ({ a, b, t } = await start());
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    publishAgain(a);
    // A placeholder that never sent, and a slot that a remote offer made.
    ({ a, b } = shares.connect());
    const slot = a.addTransceiver('video', { direction: 'recvonly' });
    b.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    await shares.negotiate(b, a);
    slot.direction = 'inactive';
    await shares.negotiate(a, b);
    publishAgain(a);
    return counts;
  });
  expect(counts).toEqual([2, 2, 2, 2, 3]);
  const first = 'passed: no-candidate';
  await expectOutcomes(raw, [
    ...[first, 'refused: not-released'],
    ...[first, 'refused: not-released'],
    ...[first, 'refused: not-released'],
    ...[first, 'refused: direction-not-idle'],
    ...['passed: direction-without-send', first, 'refused: never-sent'],
  ]);
});

test('simulcast: the same layers are reused; other rids, and layers that the answer dropped, are refused', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    /** A browser answers without simulcast; a server accepts it. Speaks for the server. */
    const accepting = (sdp: string, rids: string[]) =>
      sdp.replace(/(m=video(?:(?!m=)[\s\S])*)/g, (section) =>
        section.includes('a=simulcast')
          ? section
          : `${section}${rids.map((rid) => `a=rid:${rid} recv\r\n`).join('')}a=simulcast:recv ${rids.join(';')}\r\n`,
      );
    async function republish(rids: string[], again: string[], dropped: boolean) {
      const { a, b } = shares.connect();
      const negotiate = async (accept: boolean) => {
        await a.setLocalDescription();
        await b.setRemoteDescription(a.localDescription);
        await b.setLocalDescription();
        const { sdp } = b.localDescription;
        await a.setRemoteDescription({ type: 'answer', sdp: accept ? accepting(sdp, rids) : sdp });
      };
      const publish = (names: string[]) =>
        a.addTransceiver(shares.share('red', 640, 360).track, {
          direction: 'sendonly',
          sendEncodings: names.map((rid, i) => ({ rid, scaleResolutionDownBy: 2 ** (names.length - 1 - i) })),
        });
      const first = publish(rids);
      await negotiate(true);
      first.direction = 'inactive';
      a.removeTrack(first.sender);
      await negotiate(!dropped);
      const second = publish(again);
      if (again === rids) await negotiate(true);
      return [second === first, second.sender.getParameters().encodings.length];
    }
    const rids = ['l', 'm', 'h'];
    return [
      await republish(rids, rids, false),
      await republish(rids, ['x', 'y', 'z'], false),
      await republish(rids, rids, true),
    ];
  });
  expect(result).toEqual([
    [true, 3],
    [false, 3],
    [false, 3],
  ]);
  await expectOutcomes(raw, [
    'passed: no-candidate',
    'reused: handed-back',
    'passed: no-candidate',
    'refused: encodings-differ',
    'passed: no-candidate',
    'refused: simulcast-collapsed',
  ]);
});

test('in the window before replaceTrack settles', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const idle = async (count: number) => {
      const { a, b } = shares.connect();
      const list = [];
      for (let i = 0; i < count; i++) list.push(a.addTransceiver(shares.share('red').track, { direction: 'sendonly' }));
      await shares.negotiate(a, b);
      for (const t of list) {
        t.direction = 'inactive';
        a.removeTrack(t.sender);
      }
      await shares.negotiate(a, b);
      return { a, b, list };
    };
    const settle = () => new Promise((resolve) => setTimeout(resolve, 100));
    const out: Record<string, unknown> = {};

    // Two publishes in one tick take two different transceivers; each shows its own track at once.
    let { a, b, list } = await idle(2);
    const one = shares.share('lime').track;
    const two = shares.share('blue').track;
    const t1 = a.addTransceiver(one, { direction: 'sendonly' });
    const t2 = a.addTransceiver(two, { direction: 'sendonly' });
    out.both = [t1 === list[0], t2 === list[1], t1.sender.track === one, t2.sender.track === two];
    try {
      a.addTrack(one);
    } catch (error) {
      out.duplicate = `${(error as DOMException).name} ${(error as DOMException).message}`;
    }
    await shares.negotiate(a, b);
    out.seen = [
      (await shares.watch(shares.receivedBy(b, t1), 'lime')).at(-1),
      (await shares.watch(shares.receivedBy(b, t2), 'blue')).at(-1),
    ];
    out.after = [t1.sender.track === one, t2.sender.track === two];
    try {
      a.addTrack(one);
    } catch (error) {
      out.nativeDuplicate = `${(error as DOMException).name} ${(error as DOMException).message}`;
    }

    // removeTrack in the window wins.
    ({ a, b, list } = await idle(1));
    const gone = a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    a.removeTrack(gone.sender);
    out.removedAtOnce = [gone.sender.track, gone.direction];
    await settle();
    out.removedLater = [gone.sender.track, gone.direction];
    await shares.negotiate(a, b);
    // And it is free for the next publish.
    const next = shares.share('yellow').track;
    out.next = a.addTransceiver(next, { direction: 'sendonly' }) === gone;
    await shares.negotiate(a, b);
    out.nextSeen = (await shares.watch(shares.receivedBy(b, gone), 'yellow')).at(-1);

    // stop() and close() in the window: nothing is thrown, nothing comes back to life.
    ({ a, b } = await idle(1));
    const stopped = a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    stopped.stop();
    await settle();
    out.stopped = stopped.direction;
    ({ a, b } = await idle(1));
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    a.close();
    await settle();
    out.closed = a.signalingState;
    return out;
  });
  expect(result.both).toEqual([true, true, true, true]);
  expect(result.duplicate).toBe(result.nativeDuplicate);
  expect(result.seen).toEqual(['lime', 'blue']);
  expect(result.after).toEqual([true, true]);
  expect(result.removedAtOnce).toEqual([null, 'inactive']);
  expect(result.removedLater).toEqual([null, 'inactive']);
  expect(result.next).toBe(true);
  expect(result.nextSeen).toBe('yellow');
  expect(result.stopped).toBe('stopped');
  expect(result.closed).toBe('closed');
  await expect
    .poll(async () => (await outcomes(raw)).filter((each) => each.startsWith('failed')))
    .toContain('failed: released-in-window');
});

test('a two-way transceiver goes on receiving', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const red = shares.share('red');
    const sender = a.addTrack(red.track, red.stream);
    await shares.negotiate(a, b);
    const back = shares.share('yellow');
    b.addTrack(back.track, back.stream);
    await shares.negotiate(b, a);
    const transceiver = a.getTransceivers()[0];
    a.removeTrack(sender);
    await shares.negotiate(a, b);
    const idle = [transceiver.direction, transceiver.currentDirection];
    const lime = shares.share('lime');
    const again = a.addTrack(lime.track, lime.stream);
    const direction = transceiver.direction;
    await shares.negotiate(a, b);
    return {
      idle,
      same: again === sender,
      direction,
      count: a.getTransceivers().length,
      there: (await shares.watch(shares.receivedBy(b, transceiver), 'lime')).at(-1),
      here: (await shares.watch(transceiver.receiver.track, 'yellow')).at(-1),
    };
  });
  expect(result).toEqual({
    idle: ['recvonly', 'recvonly'],
    same: true,
    direction: 'sendrecv',
    count: 1,
    there: 'lime',
    here: 'yellow',
  });
  await expect.poll(() => outcomes(raw)).toContain('reused: handed-back');
});

test('a sender whose track has ended is refused with a reason of its own, until the page takes the track away', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  await page.evaluate(async () => {
    const { a, b } = shares.connect();
    a.createDataChannel('first');
    await shares.negotiate(a, b);
    const { track } = shares.share('red');
    const t = a.addTransceiver(track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    track.stop();
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    a.addTransceiver(shares.share('blue').track, { direction: 'sendonly' });
  });
  await expectOutcomes(raw, ['passed: no-candidate', 'refused: track-ended-not-released', 'reused: handed-back']);
});
