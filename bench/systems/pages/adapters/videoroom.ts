import Janus from 'janus-gateway';
import type { Adapter, Options, Tracks } from '../api';
import { recipeFor } from '../shared/recipe';

/** What this page uses of a plugin handle; the package's own types ask for its adapter's. */
interface Handle {
  send(request: {
    message: object;
    jsep?: unknown;
    success?(answer: unknown): void;
    error?(error: string): void;
  }): void;
  createOffer(options: object): void;
  createAnswer(options: object): void;
  handleRemoteJsep(options: object): void;
  webrtcStuff: { pc: RTCPeerConnection | null };
}
type Message = Record<string, any>;

const VIDEOROOM = 'janus.plugin.videoroom';
const ADAPTER = { browserDetails: { browser: 'chrome', version: 120 } };

/** Wraps a call with `success` and `error` callbacks into a promise. */
const settled = <T>(call: (callbacks: { success(value: T): void; error(error: unknown): void }) => void) =>
  new Promise<T>((success, reject) => call({ success, error: (error) => reject(new Error(String(error))) }));

async function connect(options: Options): Promise<any> {
  const dependencies = Janus.useDefaultDependencies({ adapter: ADAPTER } as never);
  await new Promise<void>((callback) => Janus.init({ debug: ['warn', 'error'] as never, dependencies, callback }));
  let janus: unknown;
  await settled((callbacks) => {
    janus = new Janus({ server: options.get('url')!, destroyOnUnload: false, ...callbacks });
  });
  return janus;
}

const attach = (janus: any, listeners: object): Promise<Handle> =>
  settled((callbacks) => janus.attach({ plugin: VIDEOROOM, ...listeners, ...callbacks }));

/** Joins the room; a room that is not there is made. */
async function join(handle: Handle, room: number, message: object): Promise<void> {
  const create = { request: 'create', room, publishers: 6, bitrate: 4_000_000, videocodec: 'vp8', fir_freq: 0 };
  await settled((callbacks) => handle.send({ message: create, ...callbacks }));
  handle.send({ message: { request: 'join', room, ...message } });
}

export const adapter: Adapter = {
  async publisher(options) {
    const janus = await connect(options);
    const room = Number(options.get('room'));
    let joined = () => {};
    let answered = (_jsep: unknown) => {};
    let published = false;
    const handle = await attach(janus, {
      onmessage(message: Message, jsep: unknown) {
        if (message.videoroom === 'joined') joined();
        if (message.error) console.error(message.error);
        if (jsep) answered(jsep);
      },
    });
    const inRoom = new Promise<void>((resolve) => (joined = resolve));
    await join(handle, room, { ptype: 'publisher', display: 'publisher' });
    await inRoom;

    const negotiate = async (tracks: object[]) => {
      const jsep = await settled((callbacks) => handle.createOffer({ tracks, ...callbacks }));
      const answer = new Promise((resolve) => (answered = resolve));
      handle.send({ message: { request: published ? 'configure' : 'publish' }, jsep });
      published = true;
      const remote = await answer;
      await settled((callbacks) => handle.handleRemoteJsep({ jsep: remote, ...callbacks }));
    };
    const connection = () => handle.webrtcStuff?.pc ?? null;
    let mid: string | null = null;
    const recipe = await recipeFor('janus', options);
    return {
      connection,
      async publish(track) {
        if (recipe && mid !== null) {
          recipe.shareAgain!(handle, mid, track);
          const sender = connection()!
            .getTransceivers()
            .find((each) => each.mid === mid)!.sender;
          while (sender.track !== track) await new Promise((resolve) => setTimeout(resolve, 10));
          return sender;
        }
        await negotiate([{ type: 'video', add: true, capture: track, recv: false, dontStop: true }]);
        const transceiver = connection()!
          .getTransceivers()
          .find(({ sender }) => sender.track === track)!;
        mid = transceiver.mid;
        return transceiver.sender;
      },
      async unpublish() {
        if (recipe && mid !== null) return recipe.stopSharing!(handle, mid);
        if (mid !== null) await negotiate([{ type: 'video', mid, remove: true, recv: false }]);
        mid = null;
      },
    };
  },

  async receiver(options, tracks) {
    const janus = await connect(options);
    const room = Number(options.get('room'));
    const listener: Handle = await attach(janus, {
      onmessage: ({ publishers }: Message) => {
        for (const each of publishers ?? []) void subscriber.want(each.id, each.streams);
      },
    });
    const subscriber = new Subscriber(janus, room, tracks);
    await join(listener, room, { ptype: 'publisher', display: 'receiver' });
  },
};

/** Subscribes to every video stream that the publisher has, one request at a time. */
class Subscriber {
  private handle: Handle | null = null;
  private readonly subscribed = new Set<string>();
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly janus: any,
    private readonly room: number,
    private readonly tracks: Tracks,
  ) {}

  want(feed: number, streams: { mid: string; type: string; disabled?: boolean }[]): Promise<void> {
    const live = streams.filter(({ type, disabled }) => type === 'video' && !disabled);
    const gone = [...this.subscribed].filter((mid) => !live.some((stream) => stream.mid === mid));
    const fresh = live.filter(({ mid }) => !this.subscribed.has(mid)).map(({ mid }) => ({ feed, mid }));
    for (const mid of gone) this.subscribed.delete(mid);
    for (const { mid } of fresh) this.subscribed.add(mid);
    if (fresh.length) this.work = this.work.then(() => this.subscribe(fresh)).catch(console.error);
    return this.work;
  }

  private async subscribe(streams: { feed: number; mid: string }[]): Promise<void> {
    if (this.handle) return this.handle.send({ message: { request: 'subscribe', streams } });
    const handle = await attach(this.janus, {
      onmessage: async (_message: Message, jsep: unknown) => {
        if (!jsep) return;
        const tracks = [{ type: 'data' }];
        const answer = await settled((callbacks) => handle.createAnswer({ jsep, tracks, ...callbacks }));
        handle.send({ message: { request: 'start', room: this.room }, jsep: answer });
      },
      onremotetrack: (track: MediaStreamTrack, _mid: string, on: boolean) =>
        on ? this.tracks.add(track) : this.tracks.remove(track),
    });
    this.handle = handle;
    handle.send({ message: { request: 'join', room: this.room, ptype: 'subscriber', streams } });
  }
}
