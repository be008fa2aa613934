/**
 * The expected verdicts of each scenario, written by hand: the same live, from a recording and on the
 * command line. Plain data, so that a test outside a page can import it.
 */
export type ExpectedVerdict = 'growing' | 'stable' | 'unknown';

/** One connection. Connections are numbered from 1 in the order in which the page created them. */
export interface ExpectedConnection {
  verdict: ExpectedVerdict;
  /** Pattern of a stable connection; null for other verdicts. */
  pattern: string | null;
  /** Send starts of both kinds. */
  publishes: number;
  /** Transceivers present at the end. */
  transceivers: { audio: number; video: number };
  idle: { audio: number; video: number };
  /** The kinds that it publishes. */
  kinds: ('audio' | 'video')[];
}

export interface ExpectedScenario {
  /** What happens, in one line. */
  title: string;
  /** In order. A call creates two, the publishing end first. */
  connections: ExpectedConnection[];
}

type Counts = { audio: number; video: number };
const video = (count: number): Counts => ({ audio: 0, video: count });
const audio = (count: number): Counts => ({ audio: count, video: 0 });
const both = (count: number): Counts => ({ audio: count, video: count });
const NONE = video(0);

/** Derives the published kinds from the transceivers. If both kinds differ, audio has only receive slots. */
function kindsOf(publishes: number, { audio, video }: Counts): ExpectedConnection['kinds'] {
  if (publishes === 0) return [];
  return audio > 0 && video > 0 && audio !== video
    ? ['video']
    : audio > 0 && video > 0
      ? ['audio', 'video']
      : audio > 0
        ? ['audio']
        : ['video'];
}

const as =
  (verdict: ExpectedVerdict, pattern: string | null) =>
  (publishes: number, transceivers: Counts, idle = NONE): ExpectedConnection => {
    return { verdict, pattern, publishes, transceivers, idle, kinds: kindsOf(publishes, transceivers) };
  };
const growing = as('growing', null);
const unknown = as('unknown', null);
const stable = (pattern: string, publishes: number, transceivers: Counts, idle = NONE): ExpectedConnection =>
  as('stable', pattern)(publishes, transceivers, idle);
/** The other end publishes nothing and only receives. */
const receives = (transceivers: Counts): ExpectedConnection => stable('participants', 0, transceivers);
const slots = (transceivers: Counts): ExpectedConnection => stable('receive-slots', 0, transceivers);
const tooFew = (transceivers: Counts): ExpectedConnection => unknown(0, transceivers);
/** Nothing is published on it, and its receivers pile up. */
const pilesUp = (transceivers: Counts): ExpectedConnection => growing(0, transceivers);

const GROWTH = {
  'grow-inactive-removetrack': {
    title: 'Five publishes by addTransceiver, each unpublished by inactive and removeTrack',
    connections: [growing(5, video(5), video(5)), pilesUp(video(5))],
  },
  'grow-addtrack-removetrack': {
    title: 'Five publishes by addTrack, each unpublished by removeTrack: two-way transceivers pile up',
    connections: [growing(5, video(5), video(5)), pilesUp(video(5))],
  },
  'grow-replacetrack-null': {
    title: 'Five publishes, each paused by replaceTrack(null) and never resumed',
    connections: [growing(5, video(5), video(5)), receives(video(5))],
  },
  'grow-direction-inactive': {
    title: 'Five publishes, each paused by direction inactive and never resumed',
    connections: [growing(5, video(5), video(5)), pilesUp(video(5))],
  },
  'grow-audio': {
    title: 'A microphone published and unpublished five times',
    connections: [growing(5, audio(5), audio(5)), pilesUp(audio(5))],
  },
  'grow-on-one-of-two': {
    title: 'Two calls: one reuses its transceiver, on the other they pile up',
    connections: [
      stable('reuse', 5, video(1), video(1)),
      receives(video(1)),
      growing(5, video(5), video(5)),
      pilesUp(video(5)),
    ],
  },
  'grow-after-stable': {
    title: 'Four publishes on one transceiver, then four that each make one',
    connections: [growing(8, video(5), video(5)), pilesUp(video(5))],
  },
  'grow-simulcast': {
    title: 'Five simulcast publishes with three layers each',
    connections: [growing(5, video(5), video(5)), pilesUp(video(5))],
  },
  'grow-answerer': {
    title: 'The end that publishes only answers: the other offers a slot for each publish',
    connections: [growing(5, video(5), video(5)), pilesUp(video(5))],
  },
  'grow-addstream': {
    title: 'Four publishes by the legacy addStream and removeStream, audio and video',
    connections: [growing(8, both(4), both(4)), pilesUp(both(4))],
  },
  'grow-camera-and-mic': {
    title: 'Camera and microphone published and unpublished together, four times',
    connections: [growing(8, both(4), both(4)), pilesUp(both(4))],
  },
  'grow-beside-a-camera': {
    title: 'A camera stays on; four shares beside it come and go',
    connections: [growing(5, video(5), video(4)), pilesUp(video(5))],
  },
  'grow-with-pauses': {
    title: 'Four shares, each paused and resumed once before it is unpublished',
    connections: [growing(8, video(4), video(4)), pilesUp(video(4))],
  },
  'grow-every-second': {
    title: 'Every second publish reuses the last transceiver, the others each make one',
    connections: [growing(8, video(4), video(4)), pilesUp(video(4))],
  },
  'grow-overlapping': {
    title: 'Six publishes, each begun before the last one is unpublished',
    connections: [growing(6, video(6), video(5)), pilesUp(video(6))],
  },
  'grow-until-closed': {
    title: 'Five publishes that pile up, then both ends are closed',
    connections: [growing(5, video(5), video(5)), pilesUp(video(5))],
  },
  'grow-among-receive-slots': {
    title: 'Three and three receive slots, and four shares on the same connection that pile up',
    connections: [growing(4, { audio: 3, video: 7 }, video(4)), pilesUp({ audio: 3, video: 7 })],
  },
} satisfies Record<string, ExpectedScenario>;

const LOOKALIKES = {
  'pool-made-ahead': {
    title: 'Four transceivers made ahead, used in turn by eight publishes',
    connections: [stable('pool', 8, video(4), video(4)), receives(video(4))],
  },
  'pool-filled-lazily': {
    title: 'A pool that grows to three, then takes turns: nine publishes',
    connections: [stable('pool', 9, video(3), video(3)), receives(video(3))],
  },
  'made-ahead-used-once': {
    title: 'Five transceivers made ahead, each used for one publish',
    connections: [stable('pool', 5, video(5), video(5)), receives(video(5))],
  },
  'reuse-by-the-app': {
    title: 'Six publishes with a new track each on the same transceiver',
    connections: [stable('reuse', 6, video(1), video(1)), receives(video(1))],
  },
  'stop-and-recycle': {
    title: 'Six publishes, each unpublished by removeTrack and stop: the m-line is recycled',
    connections: [stable('recycled', 6, NONE), receives(NONE)],
  },
  'stop-the-old-one-later': {
    title: 'Six publishes; the old transceiver is stopped once the new one sends',
    connections: [stable('recycled', 6, video(1)), receives(video(1))],
  },
  'stopped-awaiting': {
    title: 'Four published, unpublished and stopped, and nothing negotiated after it',
    connections: [stable('stopped-awaiting', 4, video(4)), receives(video(4))],
  },
  'pause-by-direction': {
    title: 'One camera, paused and resumed five times by its direction',
    connections: [stable('pause-resume', 6, video(1)), receives(video(1))],
  },
  'pause-by-replacetrack': {
    title: 'One camera, paused by replaceTrack(null) and resumed with the same track five times',
    connections: [stable('pause-resume', 6, video(1)), tooFew(video(1))],
  },
  'participants-3': {
    title: 'Three participants on one connection, all sending',
    connections: [unknown(3, video(3)), receives(video(3))],
  },
  'participants-10': {
    title: 'Ten participants on one connection, camera and microphone each',
    connections: [unknown(20, both(10)), receives(both(10))],
  },
  'participants-50': {
    title: 'Fifty participants that join 25 at a time, all sending',
    connections: [stable('in-use', 50, video(50)), receives(video(50))],
  },
  'meeting-shrinks': {
    title: 'Twelve participants on one connection, of whom nine leave',
    connections: [unknown(12, video(12), video(9)), receives(video(12))],
  },
  'meeting-comes-and-goes': {
    title: 'Six participants; four leave, and four others get their transceivers, twice',
    connections: [stable('reuse', 14, video(6)), receives(video(6))],
  },
  'receive-slots': {
    title: 'Three and three receive slots made ahead, as LiveKit does; nothing is published',
    connections: [slots(both(3)), slots(both(3))],
  },
  'reuse-among-receive-slots': {
    title: 'Three and three receive slots, and five shares on one transceiver of their own',
    connections: [stable('reuse', 5, { audio: 3, video: 4 }, video(1)), slots({ audio: 3, video: 4 })],
  },
  'device-switched': {
    title: 'One camera whose track is replaced four times while it sends',
    connections: [unknown(1, video(1)), tooFew(video(1))],
  },
  'one-publish': {
    title: 'One camera and one microphone, published once',
    connections: [unknown(2, both(1)), tooFew(both(1))],
  },
  'two-publishes': {
    title: 'Two publishes, each with a transceiver of its own: too few to tell',
    connections: [unknown(2, video(2), video(1)), tooFew(video(2))],
  },
  'participants-2': {
    title: 'Two participants on one connection, both sending: too few to tell',
    connections: [unknown(2, video(2)), tooFew(video(2))],
  },
  'connection-per-share': {
    title: 'Four shares on a connection of their own each, which is closed after it',
    connections: Array.from({ length: 4 }, () => [unknown(1, video(1)), tooFew(video(1))]).flat(),
  },
} satisfies Record<string, ExpectedScenario>;

export const EXPECTED: Record<ScenarioName, ExpectedScenario> = { ...GROWTH, ...LOOKALIKES };
export type GrowthName = keyof typeof GROWTH;
export type LookalikeName = keyof typeof LOOKALIKES;
export type ScenarioName = GrowthName | LookalikeName;
