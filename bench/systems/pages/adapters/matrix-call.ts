import { CallEvent, createNewMatrixCall, type MatrixCall } from 'matrix-js-sdk/lib/webrtc/call.js';
import { CallEventHandlerEvent } from 'matrix-js-sdk/lib/webrtc/callEventHandler.js';
import type { Adapter } from '../api';
import { openFrame, portOfParent } from '../shared/frame';
import { clientOf } from '../shared/matrix';
import { nextStable } from '../shared/signaling';

const connected = (call: MatrixCall) =>
  new Promise<void>((resolve, reject) => {
    call.on(CallEvent.State, (state) => {
      if (state === 'connected') resolve();
      if (state === 'ended') reject(new Error(`The call ended: ${call.hangupReason}.`));
    });
    call.on(CallEvent.Error, reject);
  });

/** A call of two; a share is the call's own screen share. */
export const adapter: Adapter = {
  async publisher() {
    const { client, room } = clientOf('publisher', 'receiver', await openFrame());
    let next: MediaStreamTrack | null = null;
    // What the user would choose in the browser's dialog.
    navigator.mediaDevices.getDisplayMedia = async () => new MediaStream([next!]);
    const call = createNewMatrixCall(client, room.roomId)!;
    const isConnected = connected(call);
    await call.placeCallWithCallFeeds([]);
    call.createDataChannel('call', {});
    await isConnected;
    const pc = call.peerConn!;
    const negotiated = async (change: () => Promise<unknown>) => {
      const stable = nextStable(pc);
      await change();
      await stable;
    };
    return {
      connection: () => pc,
      async publish(track) {
        next = track;
        await negotiated(() => call.setScreensharingEnabled(true));
        return pc.getSenders().find((sender) => sender.track === track)!;
      },
      unpublish: () => negotiated(() => call.setScreensharingEnabled(false)),
    };
  },

  async receiver(_options, tracks) {
    const { client } = clientOf('receiver', 'publisher', await portOfParent());
    client.on(CallEventHandlerEvent.Incoming, (call) => {
      call.on(CallEvent.FeedsChanged, () => {
        for (const feed of call.getRemoteFeeds()) for (const track of feed.stream.getTracks()) tracks.add(track);
      });
      call.on(CallEvent.Error, console.error);
      call.answerWithCallFeeds([]);
    });
  },
};
