import type { Patch } from '../../protocol/state';

/** The patches as the switch "Patch page" names them. */
export const PATCH_NAMES: Record<Patch, string> = {
  none: 'None',
  reuse: 'Reuse',
  stop: 'Stop',
  downscale: 'Downscale',
};

/** What each does, in one line. */
export const PATCH_LINES: Record<Patch, string> = {
  none: 'The page is only observed.',
  reuse: 'A publish gets a released, idle transceiver back instead of a new one.',
  stop: 'Released, idle transceivers are stopped when the page publishes again; later publishes recycle their m-lines.',
  downscale: 'The encoders of released, idle senders are made small until the page sends again.',
};

/** From this version on livekit-client writes its start bitrate once per connection (PCTransport.ts). */
const LIVEKIT_ONCE = '2.22.4';
const LIVEKIT_MISSES =
  'sets its start bitrate for every share, by the msid, and misses reused video: the first seconds of a share may look worse than with a real fix. First-frame time and bitrate can’t be compared there.';

/**
 * What a user has to know of LiveKit before comparing a run under reuse with one without.
 * @param version of livekit-client; null: not known
 * @returns null where there is nothing to know
 */
export function livekitConfounder(version: string | null): string | null {
  if (version === null) return `livekit-client before ${LIVEKIT_ONCE} ${LIVEKIT_MISSES}`;
  const older = version.localeCompare(LIVEKIT_ONCE, 'en', { numeric: true }) < 0;
  return older ? `livekit-client ${version} ${LIVEKIT_MISSES}` : null;
}

/** Limits and confounders of each, as in docs/patches.md. */
export const PATCH_LIMITS: Record<Exclude<Patch, 'none'>, readonly string[]> = {
  reuse: [
    livekitConfounder(null)!,
    'The SDP’s msid keeps the first track’s id: a server that maps by track id sees the old one. Under LiveKit one reuse of a kind may be pending at a time.',
    'Refused: LiveKit publishes in several layers, which its server cannot tell apart on a reused m-line, and on an m-line that was inactive in two offers, where it has stopped receiving; mediasoup-client, which expects a new m-line each time; encoded transforms (end-to-end encryption); simulcast that an answer has collapsed.',
    'The first frame of a publish came about a quarter earlier than without it, bitrates after 5 s did not differ beyond their scatter of a quarter (measured, VP8 720p).',
    'The ssrc stays and counters go on. Firefox and Safari differ; this is about Chromium.',
  ],
  stop: [
    'A page that goes on using a transceiver it released gets an InvalidStateError that it would not have had.',
    'The first frame of a publish came about 0.1 s later than without it (measured, VP8 720p): the offer also carries out the stop. Bitrates after 5 s did not differ beyond their scatter of a quarter.',
    'At most one stays idle, beside the one with the first m-line; SDP shrinks only when m-lines are recycled.',
    'Under LiveKit an ICE restart becomes a full reconnect once an m-line was stopped: its server refuses the old ice-ufrag that the browser leaves on it.',
    'Refused: LiveKit with another codec than VP8, which its server does not choose on a recycled m-line; janus.js, whose server ignores the new mid of a recycled m-line (Janus 1.1.2) and then answers what the browser rejects.',
    'No effect on a page that only answers: only a local offer carries a stop out. livekit issue 1850 reports a failing setRemoteDescription() after a stop.',
  ],
  downscale: [
    'Transceivers and m-lines still pile up; only their memory is bounded.',
    'A part of each encoder does not shrink with its size: about 2 MB of an H264 one (measured).',
    'The first frame of a publish came about a tenth later than without it, within the scatter; bitrates did not differ beyond theirs (measured, VP8 720p).',
    'Audio encoders hold next to nothing and are left alone. The browser’s statistics go on showing the old size.',
    'When the patch or DevTools goes away, the page’s encodings are set again, and the memory comes back.',
  ],
};
