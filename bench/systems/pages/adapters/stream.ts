import type { Adapter, Options } from '../api';
import { recipeFor } from '../shared/recipe';
import { loadScript } from '../shared/script';

/** What this page uses of the client that Galene serves, protocol.js. */
interface Stream {
  readonly pc: RTCPeerConnection;
  label: string;
  stream: MediaStream;
  onnegotiationcompleted: (() => void) | null;
  ondowntrack: ((track: MediaStreamTrack) => void) | null;
  close(): void;
}
interface ServerConnection {
  onconnected: (() => void) | null;
  onjoined: ((kind: string, group: string, ...more: unknown[]) => void) | null;
  ondownstream: ((stream: Stream) => void) | null;
  onerror: ((error: unknown) => void) | null;
  connect(url: string): void;
  join(group: string, username: string, password: string): Promise<void>;
  request(what: Record<string, string[]>): void;
  newUpStream(): Stream;
}

async function join(options: Options, username: string): Promise<ServerConnection> {
  const url = options.get('url')!;
  const Connection = await loadScript<new () => ServerConnection>(`${url}/protocol.js`, 'ServerConnection');
  const connection = new Connection();
  await new Promise<void>((resolve, reject) => {
    connection.onerror = reject;
    connection.onconnected = () => void connection.join(options.get('group')!, username, '');
    connection.onjoined = (kind, group, _permissions, _status, _data, error, message) => {
      if (kind === 'join') resolve();
      else if (kind === 'fail') reject(new Error(`The group ${group} was not joined (${error}): ${message}`));
    };
    connection.connect(url.replace(/^http/, 'ws').concat('/ws'));
  });
  return connection;
}

/** Galene has a connection for each stream, so a share is a stream. `?keep`: the page never closes one. */
export const adapter: Adapter = {
  async publisher(options) {
    const connection = await join(options, 'publisher');
    const recipe = await recipeFor('galene', options);
    let stream: Stream | null = null;
    let sender: RTCRtpSender | null = null;
    return {
      connection: () => stream?.pc ?? null,
      async publish(track) {
        if (recipe?.shareAgain && stream && sender) {
          await recipe.shareAgain(stream, track);
          return sender;
        }
        const up = connection.newUpStream();
        stream = up;
        up.label = 'screenshare';
        up.stream = new MediaStream([track]);
        const negotiated = new Promise<void>((resolve) => (up.onnegotiationcompleted = resolve));
        sender = up.pc.addTransceiver(track, { direction: 'sendonly', streams: [up.stream] }).sender;
        await negotiated;
        return sender;
      },
      async unpublish() {
        if (recipe) await recipe.stopSharing!(stream);
        else if (!options.has('keep')) stream?.close();
      },
    };
  },

  async receiver(options, tracks) {
    const connection = await join(options, 'receiver');
    connection.ondownstream = (stream) => {
      stream.ondowntrack = (track) => tracks.add(track);
    };
    connection.request({ '': ['audio', 'video'] });
  },
};
