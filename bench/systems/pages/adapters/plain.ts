import type { Adapter, Options } from '../api';
import { openFrame, portOfParent } from '../shared/frame';
import { recipeFor } from '../shared/recipe';
import { loadScript } from '../shared/script';

/** What this page uses of the library, which comes without types. */
interface Peer {
  readonly _pc: RTCPeerConnection;
  on(event: string, listener: (value: never) => void): void;
  once(event: string, listener: () => void): void;
  signal(data: unknown): void;
  addTrack(track: MediaStreamTrack, stream: MediaStream): void;
  removeTrack(track: MediaStreamTrack, stream: MediaStream): void;
}
type PeerClass = new (options: { initiator: boolean }) => Peer;

async function connect(options: Options, port: MessagePort, initiator: boolean) {
  const Peer = await loadScript<PeerClass>(options.get('script')!, 'SimplePeer');
  const peer = new Peer({ initiator });
  peer.on('signal', (signal: unknown) => port.postMessage(JSON.parse(JSON.stringify(signal))));
  port.onmessage = ({ data }) => peer.signal(data);
  return peer;
}

export const adapter: Adapter = {
  async publisher(options) {
    const peer = await connect(options, await openFrame(), true);
    await new Promise<void>((resolve) => peer.once('connect', resolve));
    let published: { track: MediaStreamTrack; stream: MediaStream } | null = null;
    let sender: RTCRtpSender | undefined;
    const recipe = await recipeFor('simple-peer', options);
    const negotiated = () => new Promise((resolve) => peer.once('negotiated', () => resolve(null)));
    return {
      connection: () => peer._pc,
      async publish(track) {
        if (recipe && published) {
          await recipe.shareAgain!(peer, published.track, track, published.stream);
          published.track = track;
          return sender!;
        }
        published = { track, stream: new MediaStream([track]) };
        const done = negotiated();
        peer.addTrack(track, published.stream);
        await done;
        sender = peer._pc.getSenders().find((each) => each.track === track)!;
        return sender;
      },
      async unpublish() {
        if (!published || recipe) return;
        const done = negotiated();
        peer.removeTrack(published.track, published.stream);
        published = null;
        await done;
      },
    };
  },

  async receiver(options, tracks) {
    const port = await portOfParent();
    const peer = await connect(options, port, false);
    peer.on('track', (track: MediaStreamTrack) => tracks.add(track));
  },
};
