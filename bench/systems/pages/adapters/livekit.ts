import {
  type LocalAudioTrack,
  type LocalTrackPublication,
  type LocalVideoTrack,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
  type TrackPublishOptions,
  type VideoCodec,
} from 'livekit-client';
import type { Adapter, Options, Publisher } from '../api';
import { recipeFor } from '../shared/recipe';
import { reuseTransceivers } from './livekit-reuse';

/** The one thing that the library keeps to itself: its connection. */
interface WithTransport {
  engine: { pcManager?: { publisher: { _pc: RTCPeerConnection | null } } };
}

const SOURCES: Record<string, Track.Source> = { camera: Track.Source.Camera, microphone: Track.Source.Microphone };
const sourceOf = (options: Options) => SOURCES[options.get('source') ?? ''] ?? Track.Source.ScreenShare;

/** Only what the URL names; the library's defaults otherwise. */
function publishOptions(options: Options): TrackPublishOptions {
  const codec = options.get('codec')?.toLowerCase() as VideoCodec | undefined;
  return {
    source: sourceOf(options),
    ...(options.has('simulcast') && { simulcast: options.get('simulcast') === '1' }),
    ...(codec && { videoCodec: codec }),
  };
}

async function join(options: Options, listen: (room: Room) => void = () => {}): Promise<Room> {
  setLogLevel('warn');
  const room = new Room({
    ...(options.has('dual') && { singlePeerConnection: false }),
    ...(options.has('dynacast') && { dynacast: true }),
  });
  listen(room);
  await room.connect(options.get('url')!, options.get('token')!);
  // The comparison with another build, unpatched: the library as docs/upstream proposes it.
  if (options.get('build') === 'reuse') reuseTransceivers(room);
  return room;
}

/** A camera (painted) and a microphone (a tone) that stay published beside what comes and goes. */
async function publishBeside({ localParticipant }: Room): Promise<void> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 640, height: 360 });
  const context = canvas.getContext('2d')!;
  let tick = 0;
  setInterval(() => {
    context.fillStyle = `hsl(${tick++} 50% 50%)`;
    context.fillRect(0, 0, 640, 360);
  }, 100);
  await localParticipant.publishTrack(canvas.captureStream(10).getVideoTracks()[0]!, { source: Track.Source.Camera });
  await localParticipant.publishTrack(tone(), { source: Track.Source.Microphone });
}

function tone(): MediaStreamTrack {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const out = audio.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  return out.stream.getAudioTracks()[0]!;
}

/** Cuts the connection in one of LiveKit's own ways, and waits until it is there again. */
async function reconnect(room: Room, how: string): Promise<void> {
  const back = new Promise<void>((resolve) => void room.once(RoomEvent.Reconnected, resolve));
  // The signaling alone, after which the peer connection goes on; or all, and it is made anew.
  await room.simulateScenario(how === 'signal' ? 'signal-reconnect' : 'full-reconnect');
  await back;
}

export const adapter: Adapter = {
  async publisher(options): Promise<Publisher> {
    const room = await join(options);
    if (options.has('beside')) await publishBeside(room);
    let track: LocalVideoTrack | LocalAudioTrack | null = null;
    let published: LocalTrackPublication | null = null;
    const recipe = await recipeFor('livekit-client', options);
    let unpublishes = 0;
    /** `both`: in turn. */
    const stops = () => options.get('stopOnUnpublish') === 'both' && unpublishes % 2 === 1;
    return {
      async publish(source) {
        if (recipe && published) {
          await recipe.shareAgain!(published, source);
          return track!.sender!;
        }
        const publication = await room.localParticipant.publishTrack(source, publishOptions(options));
        track = (publication.videoTrack ?? publication.audioTrack)!;
        published = publication;
        return track.sender!;
      },
      async unpublish() {
        if (recipe) return recipe.stopSharing!(published);
        if (track) await room.localParticipant.unpublishTrack(track, stops());
        track = null;
        unpublishes++;
        const how = options.get('reconnect');
        if (how) await reconnect(room, how);
      },
      connection: () => (room as unknown as WithTransport).engine.pcManager?.publisher._pc ?? null,
      actions: {
        roomState: () => room.state,
        /** The sender of what is published now: after a full reconnect the library has published it again. */
        publishedAgain: () =>
          [...room.localParticipant.videoTrackPublications.values()].map(({ videoTrack }) =>
            Boolean(videoTrack?.sender),
          ),
        microphone: async () => {
          const { track: audio } = await room.localParticipant.publishTrack(tone(), {
            source: Track.Source.Microphone,
          });
          await room.localParticipant.unpublishTrack(audio!, true);
        },
      },
    };
  },

  async receiver(options, tracks) {
    const source = sourceOf(options);
    await join(options, (room) => {
      room.on(RoomEvent.TrackSubscribed, ({ mediaStreamTrack }, publication) => {
        if (publication.source === source) tracks.add(mediaStreamTrack);
      });
      room.on(RoomEvent.TrackUnsubscribed, ({ mediaStreamTrack }) => tracks.remove(mediaStreamTrack));
    });
  },
};
