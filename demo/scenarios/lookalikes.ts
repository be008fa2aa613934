import type { Call } from './Call';
import type { LookalikeName } from './expected';
import { connectedCall, type Play, receiveSlots, reuseOne, times } from './growth';

/** Transceivers that are created ahead and don't send yet. */
async function makeAhead(call: Call, count: number): Promise<RTCRtpTransceiver[]> {
  const made = Array.from({ length: count }, () => call.a.addTransceiver('video', { direction: 'inactive' }));
  await call.negotiate();
  return made;
}

/** Participants who join one by one, or several at a time. */
async function participants(call: Call, count: number, kinds: readonly ('audio' | 'video')[], atATime = 1) {
  const small = { width: 160, height: 90, fps: 2 };
  await times(count / atATime, async () => {
    for (let i = 0; i < atATime; i++) {
      for (const kind of kinds) call.a.addTransceiver(call.track(kind, small), { direction: 'sendonly' });
    }
    await call.negotiate();
  });
}

async function pauseAndResume(call: Call, transceiver: RTCRtpTransceiver): Promise<void> {
  for (const direction of ['inactive', 'sendonly'] as const) {
    transceiver.direction = direction;
    await call.negotiate();
  }
}

export const LOOKALIKES: Record<LookalikeName, Play> = {
  async 'pool-made-ahead'() {
    const call = await connectedCall();
    const pool = await makeAhead(call, 4);
    await times(8, async (i) => {
      await call.republish(pool[i % 4]!);
      await call.unpublish(pool[i % 4]!);
    });
  },
  async 'pool-filled-lazily'() {
    const call = await connectedCall();
    const pool: RTCRtpTransceiver[] = [];
    await times(9, async (i) => {
      if (i < 3) pool.push(await call.publish());
      else await call.republish(pool[i % 3]!);
      await call.unpublish(pool[i % 3]!);
    });
  },
  async 'made-ahead-used-once'() {
    const call = await connectedCall();
    for (const each of await makeAhead(call, 5)) {
      await call.republish(each);
      await call.unpublish(each);
    }
  },
  async 'reuse-by-the-app'() {
    await reuseOne(await connectedCall(), 6);
  },
  async 'stop-and-recycle'() {
    const call = await connectedCall();
    await times(6, async () => {
      const transceiver = await call.publish();
      call.a.removeTrack(transceiver.sender);
      transceiver.stop();
      await call.negotiate();
    });
  },
  async 'stop-the-old-one-later'() {
    const call = await connectedCall();
    let last = await call.publish();
    await times(5, async () => {
      await call.unpublish(last);
      const next = await call.publish();
      last.stop();
      await call.negotiate();
      last = next;
    });
  },
  async 'stopped-awaiting'() {
    const call = await connectedCall();
    await participants(call, 4, ['video']);
    for (const transceiver of call.a.getTransceivers()) {
      call.a.removeTrack(transceiver.sender);
      transceiver.stop();
    }
  },
  async 'pause-by-direction'() {
    const call = await connectedCall();
    const transceiver = await call.publish();
    await times(5, () => pauseAndResume(call, transceiver));
  },
  async 'pause-by-replacetrack'() {
    const call = await connectedCall();
    const { sender } = await call.publish();
    const { track } = sender;
    await times(5, async () => {
      await sender.replaceTrack(null);
      await sender.replaceTrack(track);
    });
  },
  async 'participants-3'() {
    await participants(await connectedCall(), 3, ['video']);
  },
  async 'participants-10'() {
    await participants(await connectedCall(), 10, ['audio', 'video']);
  },
  async 'participants-50'() {
    await participants(await connectedCall(), 50, ['video'], 25);
  },
  async 'meeting-shrinks'() {
    const call = await connectedCall();
    await participants(call, 12, ['video']);
    for (const transceiver of call.a.getTransceivers().slice(0, 9)) await call.unpublish(transceiver);
  },
  async 'meeting-comes-and-goes'() {
    const call = await connectedCall();
    await participants(call, 6, ['video']);
    await times(2, async () => {
      const leaving = call.a.getTransceivers().slice(0, 4);
      for (const transceiver of leaving) await call.unpublish(transceiver);
      for (const transceiver of leaving) await call.republish(transceiver);
    });
  },
  async 'receive-slots'() {
    await receiveSlots(await connectedCall());
  },
  async 'reuse-among-receive-slots'() {
    const call = await connectedCall();
    await receiveSlots(call);
    await reuseOne(call, 5);
  },
  async 'device-switched'() {
    const call = await connectedCall();
    const { sender } = await call.publish();
    await times(4, () => sender.replaceTrack(call.track()));
  },
  async 'one-publish'() {
    const call = await connectedCall();
    await call.publish('audio');
    await call.publish('video');
  },
  async 'two-publishes'() {
    const call = await connectedCall();
    await call.unpublish(await call.publish());
    await call.publish();
  },
  async 'participants-2'() {
    await participants(await connectedCall(), 2, ['video']);
  },
  async 'connection-per-share'() {
    await times(4, async () => {
      const call = await connectedCall();
      await call.publish();
      call.close();
    });
  },
};
