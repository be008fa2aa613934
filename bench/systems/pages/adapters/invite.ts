import { type Socket, UA } from 'jssip';
import type { Adapter, Tracks } from '../api';
import { openFrame, portOfParent } from '../shared/frame';
import { recipeFor } from '../shared/recipe';
import { nextStable } from '../shared/signaling';

/** SIP between the page and its frame, without a server: what one user agent sends, the other receives. */
class PortSocket {
  readonly url = 'ws://systems.invalid';
  readonly via_transport = 'WS';
  readonly sip_uri = 'sip:systems.invalid;transport=ws';
  onconnect = () => {};
  ondisconnect = () => {};
  ondata = (_data: string) => {};

  constructor(private readonly port: MessagePort) {}

  connect(): void {
    this.port.onmessage = ({ data }) => this.ondata(data);
    // The library sets its listeners first, and connects in the same turn.
    queueMicrotask(() => this.onconnect());
  }

  disconnect(): void {}

  send(data: string): boolean {
    this.port.postMessage(data);
    return true;
  }
}

/** Neither side captures anything; the call begins with a data channel alone. */
const NO_MEDIA = { mediaConstraints: { audio: false, video: false } };

async function agentOf(name: string, port: MessagePort): Promise<UA> {
  const socket = new PortSocket(port) as unknown as Socket;
  const agent = new UA({
    uri: `sip:${name}@systems.invalid`,
    sockets: [socket],
    register: false,
    session_timers: false,
  });
  const connected = new Promise<void>((resolve) => agent.once('connected', () => resolve()));
  agent.start();
  await connected;
  return agent;
}

export const adapter: Adapter = {
  async publisher(options) {
    const recipe = await recipeFor('jssip', options);
    const agent = await agentOf('publisher', await openFrame());
    const session = agent.call('sip:receiver@systems.invalid', {
      ...NO_MEDIA,
      eventHandlers: {
        peerconnection: ({ peerconnection }: { peerconnection: RTCPeerConnection }) => {
          peerconnection.createDataChannel('call');
        },
      },
    });
    await new Promise<void>((resolve, reject) => {
      session.once('confirmed', () => resolve());
      session.once('failed', ({ cause }) => reject(new Error(`The call failed: ${cause}.`)));
    });
    const connection = () => session.connection as RTCPeerConnection | null;
    /** A re-INVITE; resolves once it is answered and set. */
    const renegotiate = async () => {
      const stable = nextStable(connection()!);
      await new Promise<void>((resolve, reject) => {
        if (!session.renegotiate({}, resolve)) reject(new Error('The call is not ready for a re-INVITE.'));
      });
      await stable;
    };
    let sender: RTCRtpSender | null = null;
    return {
      connection,
      async publish(track) {
        if (recipe && sender) {
          await recipe.shareAgain!(sender, track);
          return sender;
        }
        sender = connection()!.addTrack(track, new MediaStream([track]));
        await renegotiate();
        return sender;
      },
      async unpublish() {
        if (!sender) return;
        if (recipe) return recipe.stopSharing!(sender);
        connection()!.removeTrack(sender);
        sender = null;
        await renegotiate();
      },
    };
  },

  async receiver(_options, tracks: Tracks) {
    const port = await portOfParent();
    const agent = await agentOf('receiver', port);
    agent.on('newRTCSession', ({ session }: { session: ReturnType<UA['call']> }) => {
      session.on('peerconnection', ({ peerconnection }: { peerconnection: RTCPeerConnection }) => {
        peerconnection.ontrack = ({ track }) => tracks.add(track);
      });
      session.answer(NO_MEDIA);
    });
  },
};
