import { type MediaConnection, Peer } from 'peerjs';
import type { Adapter, Options } from '../api';
import { recipeFor } from '../shared/recipe';

async function open(options: Options): Promise<Peer> {
  const [host, port] = [options.get('host')!, Number(options.get('port'))];
  const peer = new Peer(options.get('id')!, { host, port, path: '/', secure: false });
  await new Promise<void>((resolve, reject) => {
    peer.once('open', () => resolve());
    peer.once('error', reject);
  });
  return peer;
}

/** PeerJS has a connection for each call, so a share is a call. `?keep`: the page drops a call and never closes it. */
export const adapter: Adapter = {
  async publisher(options) {
    const peer = await open(options);
    const recipe = await recipeFor('peerjs', options);
    let call: MediaConnection | null = null;
    let pc: RTCPeerConnection | null = null;
    return {
      connection: () => pc,
      async publish(track) {
        if (recipe?.shareAgain && call) {
          await recipe.shareAgain(call, track);
          return pc!.getSenders().find((sender) => sender.track === track)!;
        }
        call = peer.call(options.get('to')!, new MediaStream([track]));
        pc = call.peerConnection;
        return pc.getSenders().find((sender) => sender.track === track)!;
      },
      async unpublish() {
        if (recipe?.shareAgain) return;
        if (recipe?.stopSharing) await recipe.stopSharing(call);
        else if (!options.has('keep')) call?.close();
        call = null;
      },
    };
  },

  async receiver(options, tracks) {
    const peer = await open(options);
    peer.on('call', (call) => {
      call.on('stream', (stream) => {
        for (const track of stream.getTracks()) tracks.add(track);
      });
      call.answer();
    });
  },
};
