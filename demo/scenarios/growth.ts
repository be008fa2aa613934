import { Call } from './Call';
import type { GrowthName } from './expected';

/** Plays one scenario. Its connections stay open until the page unloads. */
export type Play = () => Promise<void>;

/** Time between two steps of a scenario, in ms. People take seconds; a step must not fall into the same turn as the last. */
const STEP_MS = 40;

const times = async (count: number, run: (i: number) => Promise<void>) => {
  for (let i = 0; i < count; i++) {
    if (i > 0) await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    await run(i);
  }
};

async function connectedCall(): Promise<Call> {
  const call = new Call();
  call.a.createDataChannel('call');
  await call.negotiate();
  await call.connected();
  return call;
}

/** Shares and stops sharing, with a new transceiver each time. */
const share = (call: Call, count: number, init: RTCRtpTransceiverInit = {}) =>
  times(count, async () => call.unpublish(await call.publish('video', init)));

/** Publishes repeatedly on the same transceiver. */
export async function reuseOne(call: Call, count: number): Promise<void> {
  const transceiver = await call.publish();
  await call.unpublish(transceiver);
  await times(count - 1, async () => {
    await call.republish(transceiver);
    await call.unpublish(transceiver);
  });
}

/** Receive slots, as LiveKit creates them before anyone publishes. */
export async function receiveSlots(call: Call): Promise<void> {
  for (const kind of ['audio', 'video', 'audio', 'video', 'audio', 'video'] as const) {
    call.a.addTransceiver(kind, { direction: 'recvonly' });
  }
  await call.negotiate();
}

export { connectedCall, times };

export const GROWTH: Record<GrowthName, Play> = {
  async 'grow-inactive-removetrack'() {
    await share(await connectedCall(), 5);
  },
  async 'grow-addtrack-removetrack'() {
    const call = await connectedCall();
    await times(5, async () => {
      const sender = call.a.addTrack(call.track());
      await call.negotiate();
      call.a.removeTrack(sender);
      await call.negotiate();
    });
  },
  async 'grow-replacetrack-null'() {
    const call = await connectedCall();
    await times(5, async () => {
      const { sender } = await call.publish();
      await sender.replaceTrack(null);
    });
  },
  async 'grow-direction-inactive'() {
    const call = await connectedCall();
    await times(5, async () => {
      const transceiver = await call.publish();
      transceiver.direction = 'inactive';
      await call.negotiate();
    });
  },
  async 'grow-audio'() {
    const call = await connectedCall();
    await times(5, async () => call.unpublish(await call.publish('audio')));
  },
  async 'grow-on-one-of-two'() {
    const [reusing, growing] = [await connectedCall(), await connectedCall()];
    await reuseOne(reusing, 5);
    await share(growing, 5);
  },
  async 'grow-after-stable'() {
    const call = await connectedCall();
    await reuseOne(call, 4);
    await share(call, 4);
  },
  async 'grow-simulcast'() {
    const sendEncodings = [
      { rid: 'q', scaleResolutionDownBy: 4 },
      { rid: 'h', scaleResolutionDownBy: 2 },
      { rid: 'f' },
    ];
    await share(await connectedCall(), 5, { sendEncodings });
  },
  async 'grow-answerer'() {
    const call = await connectedCall();
    await times(5, async () => {
      const sender = call.a.addTrack(call.track());
      // The remote side offers a slot, and the answer assigns the waiting track to it (JSEP, section 5.10).
      const slot = call.b.addTransceiver('video', { direction: 'recvonly' });
      await call.negotiate(call.b);
      call.a.removeTrack(sender);
      slot.direction = 'inactive';
      await call.negotiate(call.b);
    });
  },
  async 'grow-addstream'() {
    const call = await connectedCall();
    // Deprecated, but still available in Chrome.
    const legacy = call.a as RTCPeerConnection & Record<'addStream' | 'removeStream', (stream: MediaStream) => void>;
    await times(4, async () => {
      const stream = new MediaStream([call.track('audio'), call.track('video')]);
      legacy.addStream(stream);
      await call.negotiate();
      legacy.removeStream(stream);
      await call.negotiate();
    });
  },
  async 'grow-camera-and-mic'() {
    const call = await connectedCall();
    await times(4, async () => {
      const both = [await call.publish('audio'), await call.publish('video')];
      for (const item of both) await call.unpublish(item);
    });
  },
  async 'grow-beside-a-camera'() {
    const call = await connectedCall();
    await call.publish();
    await share(call, 4);
  },
  async 'grow-with-pauses'() {
    const call = await connectedCall();
    await times(4, async () => {
      const transceiver = await call.publish();
      transceiver.direction = 'inactive';
      await call.negotiate();
      transceiver.direction = 'sendonly';
      await call.negotiate();
      await call.unpublish(transceiver);
    });
  },
  async 'grow-every-second'() {
    const call = await connectedCall();
    await times(4, () => reuseOne(call, 2));
  },
  async 'grow-overlapping'() {
    const call = await connectedCall();
    let last = await call.publish();
    await times(5, async () => {
      const next = await call.publish();
      await call.unpublish(last);
      last = next;
    });
  },
  async 'grow-until-closed'() {
    const call = await connectedCall();
    await share(call, 5);
    call.close();
  },
  async 'grow-among-receive-slots'() {
    const call = await connectedCall();
    await receiveSlots(call);
    await share(call, 4);
  },
};
