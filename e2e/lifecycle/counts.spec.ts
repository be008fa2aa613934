import type { Page } from '@playwright/test';
import type { Command } from '../../protocol/messages';
import { attachRawPanel, type RawPanel } from '../../tooling/browser/raw-panel';
import { type Pair, PEERS } from '../../tooling/pages/peers';
import { expect, test } from '../harness/test';

interface Row {
  mid: string | null;
  kind: string;
  direction: string;
  currentDirection: string | null;
  track: string | null;
}

/** What the page itself sees: the truth. */
const inPage = (page: Page) =>
  page.evaluate(() => {
    const rows = (pc: RTCPeerConnection): Row[] =>
      pc.getTransceivers().map(({ mid, direction, currentDirection, sender, receiver }) => {
        return { mid, kind: receiver.track.kind, direction, currentDirection, track: sender.track?.id ?? null };
      });
    return { a: rows((window as any).pair.a), b: rows((window as any).pair.b) };
  });

/** What reached the panel, of the page's first two connections. */
async function inPanel(raw: RawPanel): Promise<{ a: Row[]; b: Row[] }> {
  const { transceivers } = await raw.document('/');
  const rows = (connection: number) => {
    const present = transceivers.filter((each) => each.connection === connection && each.index !== null);
    present.sort((x, y) => x.index! - y.index!);
    expect(present.map((each) => each.index)).toEqual(present.map((_, i) => i));
    return present.map(({ mid, kind, direction, currentDirection, track }) => {
      return { mid, kind, direction, currentDirection, track: track?.id ?? null };
    });
  };
  return { a: rows(1), b: rows(2) };
}

/** In the page's scope. */
declare const pair: Pair;
declare const a: RTCPeerConnection;
declare const b: RTCPeerConnection;
declare const last: (pc: RTCPeerConnection) => RTCRtpTransceiver;
declare const video: () => MediaStreamTrack;
declare const set: (transceiver: RTCRtpTransceiver, direction: RTCRtpTransceiverDirection) => void;

type Step = [what: string, run: () => unknown];

const steps: Step[] = [
  ['a adds a video track to send', () => void a.addTransceiver(video(), { direction: 'sendonly' })],
  ['a adds audio by kind', () => void a.addTransceiver('audio', { direction: 'recvonly' })],
  ['b adds a track, nothing is negotiated yet', () => void b.addTrack(video())],
  ['b adds a stream, of two tracks', () => (b as any).addStream(new MediaStream([video(), peers.toneTrack()]))],
  ['the first negotiation', () => pair.negotiate()],
  ['b offers', () => pair.negotiate(b)],
  ['a adds three at once', () => (['video', 'audio', 'video'] as const).map((kind) => a.addTransceiver(kind)).length],
  ['which b answers', () => pair.negotiate()],
  ['a sets inactive', () => set(a.getTransceivers()[0]!, 'inactive')],
  ['and negotiates that', () => pair.negotiate()],
  ['a sets recvonly', () => set(a.getTransceivers()[0]!, 'recvonly')],
  ['and b offers', () => pair.negotiate(b)],
  ['b removes its track', () => b.removeTrack(b.getSenders().find((each) => each.track)!)],
  ['and negotiates that', () => pair.negotiate(b)],
  ['a replaces a track by another', () => a.getTransceivers()[2]!.sender.replaceTrack(video())],
  ['a replaces it by null', () => a.getTransceivers()[2]!.sender.replaceTrack(null)],
  ['addTrack takes a never-used sender', () => void a.addTrack(video())],
  ['and sends', () => pair.negotiate()],
  ['a stops its first', () => a.getTransceivers()[0]!.stop()],
  ['and negotiates that', () => pair.negotiate()],
  ['a recycles the m-line by the other kind', () => void a.addTransceiver('audio')],
  ['and negotiates that', () => pair.negotiate()],
  ['b stops its last', () => last(b).stop()],
  ['which an answer does not carry out', () => pair.negotiate(a)],
  ['but an offer does', () => pair.negotiate(b)],
  ['a recycles the m-line by the same kind', () => void a.addTransceiver(video())],
  ['and negotiates that', () => pair.negotiate()],
  [
    'both stop one and add another in the same turn',
    () => {
      a.getTransceivers()[1]!.stop();
      a.addTransceiver('video');
      b.addTransceiver('audio');
      return pair.negotiate();
    },
  ],
  ['b’s addition follows', () => pair.negotiate(b)],
  [
    'a local offer',
    async () => {
      a.addTransceiver('video');
      await a.setLocalDescription();
    },
  ],
  ['is rolled back', () => a.setLocalDescription({ type: 'rollback' })],
  [
    'a remote offer with a new one',
    async () => {
      await a.setLocalDescription();
      await b.setRemoteDescription(a.localDescription!);
    },
  ],
  ['is rolled back at both ends', () => Promise.all([a, b].map((pc) => pc.setLocalDescription({ type: 'rollback' })))],
  [
    'a remote offer rolls a local one back',
    async () => {
      b.addTransceiver('video', { direction: 'recvonly' });
      await b.setLocalDescription();
      await a.setLocalDescription();
      await b.setRemoteDescription(a.localDescription!);
    },
  ],
  [
    'and is answered',
    async () => {
      await b.setLocalDescription();
      await a.setRemoteDescription(b.localDescription!);
    },
  ],
  [
    'a provisional answer',
    async () => {
      a.addTransceiver('audio', { direction: 'sendonly' });
      await a.setLocalDescription();
      await b.setRemoteDescription(a.localDescription!);
      const answer = await b.createAnswer();
      await b.setLocalDescription({ type: 'pranswer', sdp: answer.sdp });
      await a.setRemoteDescription({ type: 'pranswer', sdp: answer.sdp });
    },
  ],
  [
    'becomes final',
    async () => {
      await b.setLocalDescription({ type: 'answer', sdp: b.localDescription!.sdp });
      await a.setRemoteDescription(b.localDescription!);
    },
  ],
  [
    'the answerer refuses a new one',
    async () => {
      a.addTransceiver('video');
      await a.setLocalDescription();
      await b.setRemoteDescription(a.localDescription!);
      last(b).stop();
      await b.setLocalDescription();
      await a.setRemoteDescription(b.localDescription!);
    },
  ],
  [
    'createOffer({offerToReceive…}) makes receivers',
    async () => {
      // One that is stopping refuses a direction.
      for (const pc of [a, b]) {
        for (const each of pc.getTransceivers()) if (each.direction !== 'stopped') each.direction = 'inactive';
      }
      const offer = await b.createOffer({ offerToReceiveAudio: true, offerToReceiveVideo: true });
      await b.setLocalDescription(offer);
      await a.setRemoteDescription(offer);
    },
  ],
  [
    'and those are answered',
    async () => {
      await a.setLocalDescription();
      await b.setRemoteDescription(a.localDescription!);
    },
  ],
  [
    'addStream takes never-used senders',
    () => {
      Object.assign(window, { stream: new MediaStream([video(), peers.toneTrack()]) });
      (a as any).addStream((window as any).stream);
    },
  ],
  ['and is negotiated', () => pair.negotiate()],
  ['removeStream', () => (a as any).removeStream((window as any).stream)],
  ['and is negotiated', () => pair.negotiate()],
  ['a closes', () => a.close()],
  ['b closes', () => b.close()],
];

test('the panel’s transceivers are the page’s, at every step of a call and at both ends', async ({ page, server }) => {
  server.html('/', `<!doctype html><script>${PEERS}</script>`);
  await page.goto(server.url('/'));
  // No sampling in the meantime: what the page does must reach the panel by itself.
  const observe: Command = { type: 'observe', intervalMs: 600_000, paused: true };
  const raw = await attachRawPanel(page, [observe]);
  await page.evaluate(() => {
    const pair = window.peers.connect();
    const last = (pc: RTCPeerConnection) => pc.getTransceivers().at(-1);
    const set = (transceiver: RTCRtpTransceiver, direction: RTCRtpTransceiverDirection) => {
      transceiver.direction = direction;
    };
    Object.assign(window, { pair, a: pair.a, b: pair.b, last, set, video: () => window.peers.canvasTrack() });
  });
  for (const [what, run] of steps) {
    await test.step(what, async () => {
      await page.evaluate(run);
      const truth = await inPage(page);
      // No event tells that replaceTrack() has settled, so the track shows with the next sample.
      if (what.includes('replaces')) await raw.send(observe);
      await expect.poll(() => inPanel(raw), what).toEqual(truth);
    });
  }
  const { last, transceivers } = await raw.document('/');
  expect(last.errors).toEqual([]);
  // Every way in which a transceiver can come about was there, and was named.
  expect(new Set(transceivers.map((each) => each.madeBy))).toEqual(
    new Set(['addTransceiver', 'addTrack', 'addStream', 'createOffer', 'setRemoteDescription']),
  );
});
