import { EmitterImpl, Inviter, type Session, SessionState, type Transport, TransportState, UserAgent } from 'sip.js';
import type { Adapter } from '../api';
import { openFrame } from '../shared/frame';
import { recipeFor } from '../shared/recipe';
import { nextStable } from '../shared/signaling';
import { adapter as jssip } from './invite';

/** SIP between the page and its frame, without a server. */
class PortTransport implements Transport {
  readonly protocol = 'WS';
  readonly stateChange = new EmitterImpl<TransportState>();
  state = TransportState.Disconnected;
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;

  constructor(
    _logger: unknown,
    private readonly options: { port: MessagePort },
  ) {}

  async connect(): Promise<void> {
    this.options.port.onmessage = ({ data }) => this.onMessage?.(data);
    for (const state of [TransportState.Connecting, TransportState.Connected]) {
      this.state = state;
      this.stateChange.emit(state);
    }
    this.onConnect?.();
  }

  async disconnect(): Promise<void> {}
  async dispose(): Promise<void> {}

  isConnected(): boolean {
    return this.state === TransportState.Connected;
  }

  async send(message: string): Promise<void> {
    this.options.port.postMessage(message);
  }
}

/** Nothing is captured; the call begins with a data channel alone. */
const NO_MEDIA = { constraints: { audio: false, video: false }, dataChannel: true };

const established = (session: Session) =>
  new Promise<void>((resolve, reject) => {
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) resolve();
      if (state === SessionState.Terminated) reject(new Error('The call ended.'));
    });
  });

/** SIP.js calls a JsSIP at the other end, as it would call another vendor's gateway. */
export const adapter: Adapter = {
  async publisher(options) {
    const recipe = await recipeFor('sip.js', options);
    const agent = new UserAgent({
      uri: UserAgent.makeURI('sip:publisher@systems.invalid')!,
      transportConstructor: PortTransport,
      transportOptions: { port: await openFrame() },
      // Its default asks a STUN server on the internet.
      sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
      logLevel: 'error',
    });
    await agent.start();
    const session = new Inviter(agent, UserAgent.makeURI('sip:receiver@systems.invalid')!, {
      sessionDescriptionHandlerOptions: NO_MEDIA,
    });
    const isEstablished = established(session);
    await session.invite();
    await isEstablished;
    const { peerConnection: pc } = session.sessionDescriptionHandler as unknown as {
      peerConnection: RTCPeerConnection;
    };
    /** A re-INVITE; resolves once it is answered and set. */
    const renegotiate = async () => {
      const stable = nextStable(pc);
      await session.invite({ sessionDescriptionHandlerOptions: NO_MEDIA });
      await stable;
    };
    let sender: RTCRtpSender | null = null;
    return {
      connection: () => pc,
      async publish(track) {
        if (recipe && sender) {
          await recipe.shareAgain!(sender, track);
          return sender;
        }
        sender = pc.addTrack(track, new MediaStream([track]));
        await renegotiate();
        return sender;
      },
      async unpublish() {
        if (!sender) return;
        if (recipe) return recipe.stopSharing!(sender);
        pc.removeTrack(sender);
        sender = null;
        await renegotiate();
      },
    };
  },

  receiver: jssip.receiver,
};
