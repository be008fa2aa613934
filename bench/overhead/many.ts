import type { Figure } from '../lib/figures';
import { type Batch, type Call, compareCalls } from './compare-calls';
import type { OpenTimedPage } from './pages/timed-page';

/** Runs in the page, so it must be self-contained. */
function install(): void {
  const CHANNELS = 1_000;
  const CAPTURES = 300;
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  const nextTurn = () =>
    new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  const perTurn = (began: number, turns: number) => ((performance.now() - began) * 1000) / turns;
  const timed = (turns: number, turn: () => unknown) => {
    const began = performance.now();
    for (let i = 0; i < turns; i++) turn();
    return perTurn(began, turns);
  };
  const timedInTurns = async (turns: number, turn: () => unknown) => {
    const began = performance.now();
    for (let i = 0; i < turns; i++) {
      turn();
      await nextTurn();
    }
    return perTurn(began, turns);
  };
  const stopAll = (tracks: MediaStreamTrack[]) => {
    for (const track of tracks) track.stop();
  };
  const batches: Record<string, Batch> = {
    '1,000 × createDataChannel, one turn'() {
      const pc = new RTCPeerConnection();
      const each = timed(CHANNELS, () => pc.createDataChannel('x'));
      pc.close();
      return each;
    },
    async '1,000 × createDataChannel, a turn each'() {
      const pc = new RTCPeerConnection();
      const each = await timedInTurns(CHANNELS, () => pc.createDataChannel('x'));
      pc.close();
      return each;
    },
    '300 × captureStream, one turn'() {
      const tracks: MediaStreamTrack[] = [];
      const each = timed(CAPTURES, () => tracks.push(...canvas.captureStream().getTracks()));
      stopAll(tracks);
      return each;
    },
    async '300 × clone, a turn each'() {
      const track = canvas.captureStream().getTracks()[0]!;
      const tracks = [track];
      const each = await timedInTurns(CAPTURES, () => tracks.push(track.clone()));
      stopAll(tracks);
      return each;
    },
    '300 × stop, one turn'() {
      const track = canvas.captureStream().getTracks()[0]!;
      const tracks = [track, ...Array.from({ length: CAPTURES - 1 }, () => track.clone())];
      return timed(CAPTURES, () => tracks.pop()!.stop());
    },
  };
  Object.assign(window, { batches });
}

const CALLS: readonly Call[] = [
  { name: '1,000 × createDataChannel, one turn', batches: 1 },
  { name: '1,000 × createDataChannel, a turn each', batches: 1 },
  { name: '300 × captureStream, one turn', batches: 1 },
  { name: '300 × clone, a turn each', batches: 1 },
  { name: '300 × stop, one turn', batches: 2 },
];

/** What pages make by the hundred: data channels and captured tracks. Each costs a stack and a place in a tally. */
export const measureMany = (rounds: number, open: OpenTimedPage): Promise<Figure[]> =>
  compareCalls({ install, calls: CALLS, rounds, open });
