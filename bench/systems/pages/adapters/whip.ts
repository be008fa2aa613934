import type { Adapter, Options, Tracks } from '../api';
import { recipeFor } from '../shared/recipe';
import { loadScript } from '../shared/script';

/** What this page uses of the client that MediaMTX serves, publisher.js. */
interface Publisher {
  close(): void;
}
type PublisherClass = new (options: {
  url: string;
  stream: MediaStream;
  videoCodec: string;
  videoBitrate: string;
  onConnected(): void;
  onError(error: string): void;
}) => Publisher;

/** The receiver asks so often whether the next share is there, in ms. */
const RETRY_MS = 250;
const BITRATE = '10000';

/** A share's endpoint: each one has a path of its own, so that one that was left open takes no other's place. */
const endpoint = (options: Options, share: number, protocol: 'whip' | 'whep') =>
  `${options.get('url')}/${options.get('path')}-${share}/${protocol}`;

/** WHIP has a connection for each publish. `?keep`: the page drops a publisher and never closes it. */
export const adapter: Adapter = {
  async publisher(options) {
    const MediaMTX = await loadScript<PublisherClass>(`${options.get('url')}/publisher.js`, 'MediaMTXWebRTCPublisher');
    const recipe = await recipeFor('mediamtx', options);
    let publisher: Publisher | null = null;
    let pc: RTCPeerConnection | null = null;
    let share = 0;
    return {
      connection: () => pc,
      async publish(track) {
        pc = await new Promise<RTCPeerConnection>((resolve, reject) => {
          publisher = new MediaMTX({
            url: endpoint(options, ++share, 'whip'),
            stream: new MediaStream([track]),
            videoCodec: 'vp8/90000',
            videoBitrate: BITRATE,
            // Its connection is private, but this runs in that one's event.
            onConnected: () => resolve(window.event!.currentTarget as RTCPeerConnection),
            onError: (error) => reject(new Error(error)),
          });
        });
        return pc.getSenders().find((sender) => sender.track === track)!;
      },
      async unpublish() {
        if (recipe) await recipe.stopSharing!(publisher);
        else if (!options.has('keep')) publisher?.close();
        publisher = null;
      },
    };
  },

  async receiver(options, tracks) {
    void watch(options, tracks);
  },
};

/** Reads one share after the other (WHEP), each as soon as it is there. */
async function watch(options: Options, tracks: Tracks): Promise<void> {
  for (let share = 1; ; share++) {
    while (!(await read(endpoint(options, share, 'whep'), tracks))) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** @returns whether there is something to read */
async function read(url: string, tracks: Tracks): Promise<boolean> {
  const pc = new RTCPeerConnection();
  pc.ontrack = ({ track }) => tracks.add(track);
  pc.addTransceiver('video', { direction: 'recvonly' });
  await pc.setLocalDescription();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp' },
    body: pc.localDescription!.sdp,
  });
  if (response.ok) await pc.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  else pc.close();
  return response.ok;
}
