import type { Page } from '@playwright/test';
import { expectOutcomes, outcomes, patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;
declare const idle: (options?: { data?: boolean; codecs?: boolean; made?: (t: RTCRtpTransceiver) => unknown }) => any;

/** In the page: a connection with one released, idle transceiver. */
const IDLE = `${SHARES}<script>
window.idle = async ({ made } = {}) => {
  const { a, b } = shares.connect();
  const t = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
  await made?.(t);
  await shares.negotiate(a, b);
  t.direction = 'inactive';
  a.removeTrack(t.sender);
  await shares.negotiate(a, b);
  return { a, b, t };
};
window.publish = (a, color = 'lime') => a.addTransceiver(shares.share(color).track, { direction: 'sendonly' });
</script>`;

declare const publish: (a: RTCPeerConnection, color?: string) => RTCRtpTransceiver;

test.beforeEach(({ server }) => server.html('/', IDLE));

/** Runs a case under reuse; a publish must be answered with this outcome. */
async function outcomeOf(page: Page, url: string, run: () => Promise<unknown>, expected: string): Promise<unknown> {
  const raw = await patched(page, url, 'reuse');
  const value = await page.evaluate(run);
  await expect.poll(() => outcomes(raw)).toContain(expected);
  return value;
}

const CASES: [title: string, expected: string, run: () => Promise<unknown>][] = [
  [
    'a stopped one, before any negotiation of the stop',
    'refused: stopped',
    async () => {
      const { a, t } = await idle();
      t.stop();
      return publish(a) !== t;
    },
  ],
  [
    'one that a remote offer made, though it has sent',
    'refused: not-publisher',
    async () => {
      const { a, b } = shares.connect();
      b.addTransceiver('video');
      await shares.negotiate(b, a);
      const sender = a.addTrack(shares.share('red').track);
      const t = a.getTransceivers()[0];
      await shares.negotiate(b, a);
      a.removeTrack(sender);
      t.direction = 'inactive';
      await shares.negotiate(a, b);
      return t.sender === sender && publish(a) !== t;
    },
  ],
  [
    'one in use is no candidate at all',
    'passed: no-candidate',
    async () => {
      const { a, b } = shares.connect();
      const t = publish(a, 'red');
      await shares.negotiate(a, b);
      return publish(a) !== t;
    },
  ],
  [
    'one whose release came after a negotiation that is still in flight',
    'refused: negotiation-pending',
    async () => {
      const { a, b } = shares.connect();
      const t = publish(a, 'red');
      await shares.negotiate(a, b);
      t.direction = 'inactive';
      await t.sender.replaceTrack(null);
      await shares.negotiate(a, b);
      await a.setLocalDescription();
      a.removeTrack(t.sender);
      return publish(a) !== t;
    },
  ],
  [
    'one that was handed over and released again within the window',
    'refused: claimed',
    async () => {
      const { a, t } = await idle();
      const first = publish(a, 'blue');
      a.removeTrack(first.sender);
      return first === t && publish(a) !== t;
    },
  ],
  [
    'one on which the page itself has a replaceTrack() pending',
    'refused: replace-pending',
    async () => {
      const { a, t } = await idle();
      void t.sender.replaceTrack(shares.share('blue').track);
      a.removeTrack(t.sender);
      return publish(a) !== t;
    },
  ],
  [
    'one with an encoded transform',
    'refused: encoded-transform',
    async () => {
      const { a, t } = await idle({
        made: (one) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['onrtctransform = () => {}'])));
          (one.sender as any).transform = new (window as any).RTCRtpScriptTransform(worker, {});
        },
      });
      return publish(a) !== t;
    },
  ],
  [
    'one called by mediasoup-client',
    'refused: sdk-mediasoup',
    async () => {
      const { a, t } = await idle();
      class Chrome111 {
        send() {
          return publish(a);
        }
      }
      return new Chrome111().send() !== t;
    },
  ],
];

for (const [title, expected, run] of CASES) {
  test(`${expected}: ${title}`, async ({ page, server }) => {
    expect(await outcomeOf(page, server.url('/'), run, expected)).toBe(true);
  });
}

test('one that is sending is no candidate, and its reason is not logged', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  await page.evaluate(async () => {
    const { a, b } = shares.connect();
    publish(a, 'red');
    await shares.negotiate(a, b);
    publish(a, 'blue');
  });
  await expectOutcomes(raw, ['passed: no-candidate', 'passed: no-candidate']);
});

test('a sendonly publish on one that receives keeps receiving', async ({ page, server }) => {
  await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const t = a.addTransceiver(shares.share('red').track);
    await shares.negotiate(a, b);
    b.addTrack(shares.share('yellow').track);
    await shares.negotiate(b, a);
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    const again = publish(a);
    await shares.negotiate(a, b);
    return [again === t, t.currentDirection, (await shares.watch(t.receiver.track, 'yellow')).at(-1)];
  });
  expect(result).toEqual([true, 'sendrecv', 'yellow']);
});

test('LiveKit gets one pending reuse of a kind at a time', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const taken = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const list = [publish(a, 'red'), publish(a, 'blue')];
    await shares.negotiate(a, b);
    for (const t of list) {
      t.direction = 'inactive';
      a.removeTrack(t.sender);
    }
    await shares.negotiate(a, b);
    class PCTransport {
      addTransceiver() {
        return publish(a);
      }
    }
    const livekit = new PCTransport();
    const first = livekit.addTransceiver();
    const second = livekit.addTransceiver();
    return [list.includes(first), list.includes(second)];
  });
  expect(taken).toEqual([true, false]);
  await expect.poll(async () => (await outcomes(raw)).at(-1)).toBe('refused: sdk-one-at-a-time');
});

test('DTMF tones that are still pending are not taken over', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const taken = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const tone = () => new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!;
    const t = a.addTransceiver(tone(), { direction: 'sendonly' });
    await shares.negotiate(a, b);
    // Not before the transport is up.
    while (!t.sender.dtmf.canInsertDTMF) await new Promise((resolve) => setTimeout(resolve, 20));
    t.sender.dtmf.insertDTMF('1234567890'.repeat(5), 6000, 6000);
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    return a.addTransceiver(tone(), { direction: 'sendonly' }) === t;
  });
  expect(taken).toBe(false);
  await expectOutcomes(raw, ['passed: no-candidate', 'refused: dtmf-pending']);
});

test('addStream takes idle ones for each of its tracks, and removeStream releases them', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  const result = await page.evaluate(async () => {
    const { a, b } = shares.connect();
    const seen: string[] = [];
    for (const color of ['red', 'lime', 'blue']) {
      const { track, stream } = shares.share(color);
      a.addStream(stream);
      const shown = a.getSenders().some((sender: RTCRtpSender) => sender.track === track);
      await shares.negotiate(a, b);
      seen.push(`${shown} ${(await shares.watch(shares.receivedBy(b, a.getTransceivers()[0]), color)).at(-1)}`);
      a.removeStream(stream);
      await shares.negotiate(a, b);
      track.stop();
    }
    return { seen, transceivers: a.getTransceivers().length };
  });
  expect(result).toEqual({ seen: ['true red', 'true lime', 'true blue'], transceivers: 1 });
  await expectOutcomes(raw, ['passed: no-candidate', 'reused: handed-back', 'reused: handed-back']);
});

test('an operation on a handed-over sender before its negotiation is a conflict, and goes through', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url('/'), 'reuse');
  await page.evaluate(async () => {
    const { a, b, t } = await idle();
    publish(a);
    // The old owner's late clean-up.
    t.direction = 'inactive';
    await shares.negotiate(a, b);
  });
  await expectOutcomes(raw, ['passed: no-candidate', 'reused: handed-back', 'conflict: old-owner-acted']);
});
