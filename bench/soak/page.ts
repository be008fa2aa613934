import type { Pair } from '../../tooling/pages/peers';

export interface SoakPage {
  publishes: number;
  unpublishes: number;
  /** RTCPeerConnections made. */
  connections: number;
  /** What failed in the page's own calls. */
  errors: string[];
  /** Ends the traffic and leaves its connections open. @returns those open, as the n-th that was made, with their number of transceivers */
  stop(): Promise<{ made: number; transceivers: number }[]>;
}

/** Runs in the page, after PEERS, so it must be self-contained. */
function install(): void {
  const ROOMS = 4;
  const CYCLES = 12;
  const open = new Map<RTCPeerConnection, number>();
  let stopping = false;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const state: SoakPage = {
    publishes: 0,
    unpublishes: 0,
    connections: 0,
    errors: [],
    async stop() {
      stopping = true;
      await all;
      return [...open].map(([pc, made]) => ({ made, transceivers: pc.getTransceivers().length }));
    },
  };

  async function cycle({ a, negotiate }: Pair, n: number): Promise<void> {
    const track = peers.canvasTrack({ width: 160, height: 90, fps: 5 });
    const stream = new MediaStream([track]);
    const sender =
      n % 3 === 0
        ? a.addTrack(track, stream)
        : a.addTransceiver(track, { direction: 'sendonly', streams: [stream] }).sender;
    await negotiate();
    state.publishes++;
    await pause(600);
    if (n % 4 === 0) await sender.replaceTrack(null);
    if (n % 5 === 0) await sender.setParameters(sender.getParameters());
    const transceiver = a.getTransceivers().find((each) => each.sender === sender)!;
    if (n % 6 === 0) transceiver.stop();
    else {
      transceiver.direction = 'inactive';
      a.removeTrack(sender);
    }
    await negotiate();
    track.stop();
    state.unpublishes++;
    await pause(300);
  }

  async function room(): Promise<void> {
    while (!stopping) {
      const pair = peers.connect();
      for (const pc of [pair.a, pair.b]) open.set(pc, ++state.connections);
      for (let n = 1; n <= CYCLES && !stopping; n++) await cycle(pair, n);
      if (stopping) return;
      pair.close();
      for (const pc of [pair.a, pair.b]) open.delete(pc);
    }
  }

  const all = Promise.all(
    Array.from({ length: ROOMS }, () => room().catch((error) => void state.errors.push(String(error)))),
  );
  Object.assign(window, { soak: state });
}

/** Script text; begins at once. */
export const SOAK = `(${install})();`;
