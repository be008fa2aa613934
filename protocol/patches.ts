/**
 * The facts about the patches, each in one place. The switch "Try a fix", the icon's badge, the hook,
 * the commands and docs/patches.md take them from here. The hook imports only the names and the factor:
 * each value that it imports must be a separate constant, so that no text gets into its bundle.
 */
export const PATCHES = ['none', 'reuse', 'stop', 'downscale'] as const;
export type Patch = (typeof PATCHES)[number];
/** A patch that does something. */
export type ActivePatch = Exclude<Patch, 'none'>;

export const isActive = (patch: Patch): patch is ActivePatch => patch !== 'none';
export const ACTIVE_PATCHES: readonly ActivePatch[] = /* @__PURE__ */ PATCHES.filter(isActive);

/** A downscaled idle encoder's frame size is divided by this: 1280x720 becomes 20x12. */
export const DOWNSCALE_FACTOR = 64;

export interface PatchInfo {
  /** Its name, and title of its section in docs/patches.md. */
  title: string;
  /** What the switch "Try a fix" calls it; its name where absent. */
  choice?: string;
  /** Letter on the toolbar icon while the page is patched. */
  letter: string;
  /** What it does, in one line. */
  line: string;
  /** What a user has to know before trusting measurements under it; as in docs/patches.md. */
  limits: readonly string[];
}

/** Since this version livekit-client writes its start bitrate once per connection (PCTransport.ts). */
export const LIVEKIT_ONCE = '2.22.4';
export const LIVEKIT_MISSES =
  'sets its start bitrate for every share, by the msid, and misses reused video: the first seconds of a share may look worse than with a real fix. First-frame time and bitrate can’t be compared there.';

export const PATCH_INFO: Record<Patch, PatchInfo> = {
  none: { title: 'None', choice: 'Off', letter: '', line: 'The page is only observed.', limits: [] },
  reuse: {
    title: 'Reuse',
    letter: 'R',
    line: 'A publish gets a released, idle transceiver back instead of a new one.',
    limits: [
      `livekit-client before ${LIVEKIT_ONCE} ${LIVEKIT_MISSES}`,
      'The SDP’s msid keeps the first track’s id: a server that maps by track id sees the old one. Under LiveKit one reuse of a kind may be pending at a time.',
      'Refused: LiveKit publishes in several layers, which its server cannot tell apart on a reused m-line, and on an m-line that was inactive in two offers, where it has stopped receiving; mediasoup-client, which expects a new m-line each time; encoded transforms (end-to-end encryption); simulcast that an answer has collapsed.',
      'The first frame of a publish came about a quarter earlier than without it, bitrates after 5 s did not differ beyond their scatter of a quarter (measured, VP8 720p).',
      'The ssrc stays and counters go on. Firefox and Safari differ; this is about Chromium.',
    ],
  },
  stop: {
    title: 'Stop',
    // Beside the button that pauses, "Stop" would read as its opposite.
    choice: 'Stop idle',
    letter: 'S',
    line: 'Released, idle transceivers are stopped when the page publishes again; later publishes recycle their m-lines.',
    limits: [
      'A page that goes on using a transceiver it released gets an InvalidStateError that it would not have had.',
      'The first frame of a publish came about 0.1 s later than without it (measured, VP8 720p): the offer also carries out the stop. Bitrates after 5 s did not differ beyond their scatter of a quarter.',
      'At most one stays idle, beside the one with the first m-line; SDP shrinks only when m-lines are recycled.',
      'Under LiveKit an ICE restart becomes a full reconnect once an m-line was stopped: its server refuses the old ice-ufrag that the browser leaves on it.',
      'Refused: LiveKit with another codec than VP8, which its server does not choose on a recycled m-line; janus.js, whose server ignores the new mid of a recycled m-line (Janus 1.1.2) and then answers what the browser rejects.',
      'No effect on a page that only answers: only a local offer carries a stop out. livekit issue 1850 reports a failing setRemoteDescription() after a stop.',
    ],
  },
  downscale: {
    title: 'Downscale',
    letter: 'D',
    line: 'The encoders of idle senders that are released, or whose track has ended, are made small until the page sends again.',
    limits: [
      'Transceivers and m-lines still pile up; only their memory is bounded.',
      'A part of each encoder does not shrink with its size: about 2 MB of an H264 one (measured).',
      'The first frame of a publish came about a tenth later than without it, within the scatter; bitrates did not differ beyond theirs (measured, VP8 720p).',
      'Audio encoders hold next to nothing and are left alone. The browser’s statistics go on showing the old size.',
      'When the patch or DevTools goes away, the page’s encodings are set again, and the memory comes back.',
    ],
  },
};
