import * as v from 'valibot';
import { LIMITS } from '../limits';
import { PATCHES } from '../patches';
import { amount, count, finite, flag, list, oneOf, orNull, short } from './parts';

/**
 * The state that the hook reports about a page. Times are epoch milliseconds (Date.now()); absent or
 * null means unknown, never 0. The types of these shapes are in ../state.ts.
 */

export const kind = oneOf('audio', 'video');
export const direction = oneOf('sendrecv', 'sendonly', 'recvonly', 'inactive', 'stopped');
export const patch = oneOf(...PATCHES);
export const phase = oneOf('new', 'sending', 'idle', 'stopped');
const readyState = oneOf('live', 'ended');
export const sourceType = oneOf(
  'screen',
  'window',
  'tab',
  'camera',
  'microphone',
  'canvas',
  'element',
  'generator',
  'remote',
  'unknown',
);

export const source = v.object({
  type: sourceType,
  /** The call that captured it, for example `getDisplayMedia`; null if it was not seen. */
  call: orNull(short),
  /** Index into the document's stacks: the location of that call. */
  stack: orNull(count),
  at: orNull(finite),
});

export const track = v.object({
  id: short,
  label: short,
  kind,
  readyState,
  enabled: flag,
  muted: flag,
  /** When it was muted, as far as that was seen; null if it is not muted. Absent in older recordings. */
  mutedSince: v.optional(orNull(finite)),
  /** Width and height in pixels, frameRate in Hz; null if the track has none. */
  width: orNull(amount),
  height: orNull(amount),
  frameRate: orNull(amount),
  source,
});

export const capture = v.object({
  /** Number of the track in the document, as in state entries of the log. */
  track: count,
  kind,
  source,
  /** Since when no sender of the document has sent it; null while one sends it. */
  unsentSince: orNull(finite),
  /** Whether a sender has ever sent it. Absent in older recordings. */
  everSent: v.optional(flag),
  /** When it was disabled (`enabled = false`), as far as that was seen; null if it is enabled. Absent in older recordings. */
  disabledSince: v.optional(orNull(finite)),
});

const tallyEntries = {
  /** Index into the document's stacks: the call that creates them; null if no call of the page does. */
  stack: orNull(count),
  made: count,
  /** Number of those that are not closed or ended. */
  live: count,
  /** The highest number that were live at the same time. */
  peak: count,
  /** Number of the last consecutive occasions that each set a new peak. */
  streak: count,
  firstAt: finite,
  lastAt: finite,
};
export const tally = v.object(tallyEntries);
export const captureTally = v.object({ ...tallyEntries, type: sourceType, kind });

export const encoding = v.object({
  rid: v.optional(short),
  active: v.optional(flag),
  maxBitrate: v.optional(finite),
  maxFramerate: v.optional(finite),
  scaleResolutionDownBy: v.optional(finite),
  scalabilityMode: v.optional(short),
});

export const layer = v.object({
  rid: orNull(short),
  ssrc: orNull(count),
  active: orNull(flag),
  bytesSent: orNull(amount),
  framesEncoded: orNull(amount),
  width: orNull(amount),
  height: orNull(amount),
  fps: orNull(amount),
  /** MIME type in lower case, for example `video/vp8`. */
  codec: orNull(short),
  scalabilityMode: orNull(short),
  /** `screenshare` if the browser encodes it so (a display, or contentHint `detail` or `text`), else null. */
  contentType: orNull(short),
  /** Chrome exposes it only while the page has a live camera or microphone capture, so the last value is kept. */
  encoder: orNull(short),
  powerEfficient: orNull(flag),
});

export const stats = v.object({ at: finite, layers: list(layer, LIMITS.layers) });

export const endedGiven = v.object({
  count,
  /** Index into the document's stacks. */
  stack: orNull(count),
  at: finite,
});

export const madeBy = oneOf(
  'addTransceiver',
  'addTrack',
  'addStream',
  'createOffer',
  'setRemoteDescription',
  'unknown',
);

export const transceiver = v.object({
  /** Unique in the document, never reused. */
  id: count,
  connection: count,
  /** Position in getTransceivers(); null after it was removed. */
  index: orNull(count),
  mid: orNull(short),
  kind,
  direction,
  currentDirection: orNull(direction),
  phase,
  track: orNull(track),
  receiverTrack: v.object({ id: short, readyState, muted: flag }),
  /** Ids of the MediaStreams given to addTransceiver, addTrack or setStreams. */
  streams: list(short, LIMITS.streams),
  encodings: list(encoding, LIMITS.encodings),
  /** MIME types given to setCodecPreferences; null if it was never called. */
  codecPreferences: orNull(list(short, LIMITS.codecPreferences)),
  madeBy,
  madeAt: finite,
  /** Index into the document's stacks. */
  madeStack: orNull(count),
  /** Stack of the call that captured the last track it sent. Absent in older recordings. */
  captureStack: v.optional(orNull(count)),
  /** When it stopped sending; null while it sends, and if it never did. */
  lastSentAt: orNull(finite),
  released: flag,
  idleSince: orNull(finite),
  /**
   * Size in pixels of the last track it sent, from the track's own settings; null for audio, and if
   * the track had no size. Chrome's outbound-rtp drops an idle sender's frame size after 5 s.
   */
  lastSize: orNull(v.object({ width: amount, height: amount })),
  /** Tracks that had already ended when the page gave them to its sender. Absent in older recordings. */
  endedGiven: v.optional(orNull(endedGiven)),
  /** How often a patch handed it back to the page. */
  reused: count,
  /** Downscaled while idle, by the patch or by the button; null if its encodings are the page's own. */
  downscaled: orNull(oneOf('patch', 'button')),
  stats: orNull(stats),
});

export const connection = v.object({
  /** Unique in the document, never reused. */
  id: count,
  madeAt: finite,
  madeStack: orNull(count),
  connectionState: orNull(oneOf('new', 'connecting', 'connected', 'disconnected', 'failed', 'closed')),
  iceConnectionState: orNull(oneOf('new', 'checking', 'connected', 'completed', 'disconnected', 'failed', 'closed')),
  signalingState: orNull(
    oneOf('stable', 'have-local-offer', 'have-remote-offer', 'have-local-pranswer', 'have-remote-pranswer', 'closed'),
  ),
  closedAt: orNull(finite),
  /** When the browser collected it. An open connection can't be collected. */
  collectedAt: orNull(finite),
  mLines: orNull(count),
  /** m-lines with port 0: rejected, or of a stopped transceiver. */
  mLinesRejected: orNull(count),
  localSdpBytes: orNull(count),
  remoteSdpBytes: orNull(count),
  negotiations: count,
  lastNegotiationMs: orNull(finite),
  /** Number ever created, by the page or by the remote side. */
  dataChannels: count,
  /** Data channels by the call that opened them. Absent in older recordings. */
  channels: v.optional(list(tally, LIMITS.tallies)),
  /** Since when it has waited for an answer to its own offer; null if it does not wait. Absent in older recordings. */
  offerSince: v.optional(orNull(finite)),
  /** Number of this connection's log entries that were dropped, oldest first. */
  logDropped: count,
});
