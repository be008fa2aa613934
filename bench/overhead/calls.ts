import type { Figure } from '../lib/figures';
import { type Batch, type Call, compareCalls } from './compare-calls';
import type { OpenTimedPage } from './pages/timed-page';

/** Runs in the page, so it must be self-contained. */
export function install(): void {
  const track = document.createElement('canvas').captureStream().getVideoTracks()[0]!;
  const other = track.clone();
  // Nothing to gather: a candidate's arrival would disturb the clock.
  const connect = () => new RTCPeerConnection({ iceTransportPolicy: 'relay' });
  const kept = connect();
  for (let i = 0; i < 4; i++) kept.addTransceiver(track);
  const sender = kept.getSenders()[0]!;
  const timed = async (turns: number, turn: () => unknown) => {
    const began = performance.now();
    for (let i = 0; i < turns; i++) await turn();
    return ((performance.now() - began) * 1000) / turns;
  };
  const timedNow = (turns: number, turn: () => unknown) => {
    const began = performance.now();
    for (let i = 0; i < turns; i++) turn();
    return ((performance.now() - began) * 1000) / turns;
  };
  const batches: Record<string, Batch> = {
    'addTransceiver + removeTrack'() {
      const pc = connect();
      const each = timedNow(20, () => pc.removeTrack(pc.addTransceiver(track).sender));
      pc.close();
      return each;
    },
    'new RTCPeerConnection + close': () => timedNow(5, () => connect().close()),
    async setLocalDescription() {
      const offer = await kept.createOffer();
      return timed(5, async () => {
        await kept.setLocalDescription(offer);
        await kept.setLocalDescription({ type: 'rollback' });
      });
    },
    replaceTrack: () => timed(40, () => sender.replaceTrack(sender.track === track ? other : track)),
    'getParameters + setParameters': () => timed(20, () => sender.setParameters(sender.getParameters())),
  };
  Object.assign(window, { batches });
}

export const CALLS: readonly Call[] = [
  { name: 'addTransceiver + removeTrack', batches: 10 },
  { name: 'new RTCPeerConnection + close', batches: 16 },
  { name: 'setLocalDescription', batches: 4 },
  { name: 'replaceTrack', batches: 12 },
  { name: 'getParameters + setParameters', batches: 20 },
];
const GOALS = { passed: 1.05, processor: 1.1 };

/** The calls that an app makes most, as ratios. */
export const measureCalls = (rounds: number, open: OpenTimedPage): Promise<Figure[]> =>
  compareCalls({ install, calls: CALLS, rounds, open, goals: GOALS });
