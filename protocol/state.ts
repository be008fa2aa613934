/**
 * What the hook reports about a page: plain, structured-cloneable data. Times are epoch
 * milliseconds (Date.now()); absent or null means unknown, never 0.
 */

export type Kind = 'audio' | 'video';
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive' | 'stopped';

export { PATCHES, type Patch } from './patches';

/**
 * Where a transceiver is in its sending life.
 * `new`: never sent. `sending`: a track and a negotiated direction with send. `idle`: has sent, is
 * not stopped, and sends nothing now. `stopped`: stopped, or removed from the connection.
 */
export type Phase = 'new' | 'sending' | 'idle' | 'stopped';

/** What a track shows, as far as the page's own calls and the track's settings tell. */
export type SourceType =
  | 'screen'
  | 'window'
  | 'tab'
  | 'camera'
  | 'microphone'
  | 'canvas'
  | 'element'
  | 'generator'
  | 'remote'
  | 'unknown';

export interface TrackSource {
  type: SourceType;
  /** The call that captured it, for example `getDisplayMedia`; null where it was not seen. */
  call: string | null;
  /** Index into the document's stacks: where that call was made. */
  stack: number | null;
  at: number | null;
}

export interface TrackState {
  id: string;
  label: string;
  kind: Kind;
  readyState: 'live' | 'ended';
  enabled: boolean;
  muted: boolean;
  /** Since when it has been muted, as far as that was seen; null where it is not. Older recordings have none. */
  mutedSince?: number | null;
  /** Width and height in pixels, frameRate in Hz; null where the track does not say. */
  width: number | null;
  height: number | null;
  frameRate: number | null;
  source: TrackSource;
}

/** One RTCRtpEncodingParameters as the page gave it (init.sendEncodings or setParameters). */
export interface EncodingState {
  rid?: string;
  active?: boolean;
  maxBitrate?: number;
  maxFramerate?: number;
  scaleResolutionDownBy?: number;
  scalabilityMode?: string;
}

/** One outbound-rtp stats entry. Counters are running totals, as in the standard. */
export interface LayerStats {
  rid: string | null;
  ssrc: number | null;
  active: boolean | null;
  bytesSent: number | null;
  framesEncoded: number | null;
  width: number | null;
  height: number | null;
  fps: number | null;
  /** MIME type in lower case, for example `video/vp8`. */
  codec: string | null;
  scalabilityMode: string | null;
  /** `screenshare` as the browser encodes it (a display, or contentHint `detail` or `text`), else null. */
  contentType: string | null;
  /** Exposed by Chrome only while the page has a live camera or microphone capture; latched. */
  encoder: string | null;
  powerEfficient: boolean | null;
}

export interface StatsSample {
  at: number;
  layers: LayerStats[];
}

/** Ended tracks that the page gave to a sender: how many, and the last such call. */
export interface EndedGiven {
  count: number;
  /** Index into the document's stacks. */
  stack: number | null;
  at: number;
}

/**
 * How many things of one cause were made and are there now, without keeping those that are over. An
 * occasion is a turn of the page that made some.
 */
export interface Tally {
  /** Index into the document's stacks: the call that makes them; null where no call of the page does. */
  stack: number | null;
  made: number;
  /** Not closed, or not ended. */
  live: number;
  /** The most that were live at one time. */
  peak: number;
  /** The last occasions in a row each of which set a new peak. */
  streak: number;
  firstAt: number;
  lastAt: number;
}

export type MadeBy = 'addTransceiver' | 'addTrack' | 'addStream' | 'createOffer' | 'setRemoteDescription' | 'unknown';

export interface TransceiverState {
  /** Unique in the document, never reused. */
  id: number;
  connection: number;
  /** Position in getTransceivers(); null once it is no longer there. */
  index: number | null;
  mid: string | null;
  kind: Kind;
  direction: Direction;
  currentDirection: Direction | null;
  phase: Phase;
  track: TrackState | null;
  receiverTrack: Pick<TrackState, 'id' | 'readyState' | 'muted'>;
  /** Ids of the MediaStreams given to addTransceiver, addTrack or setStreams. */
  streams: string[];
  encodings: EncodingState[];
  /** MIME types given to setCodecPreferences; null where it was never called. */
  codecPreferences: string[] | null;
  madeBy: MadeBy;
  madeAt: number;
  /** Index into the document's stacks. */
  madeStack: number | null;
  /** Of the call that captured the last track it sent; older recordings have none. */
  captureStack?: number | null;
  /** When it stopped sending; null while it sends, and where it never did. */
  lastSentAt: number | null;
  released: boolean;
  idleSince: number | null;
  /**
   * Size in pixels of the last track it sent, from the track's own settings; null for audio, and
   * where the track did not say. Chrome's outbound-rtp forgets an idle sender's frame size after 5 s.
   */
  lastSize: { width: number; height: number } | null;
  /** Tracks that had ended already when the page gave them to its sender; older recordings have none. */
  endedGiven?: EndedGiven | null;
  /** How often a patch handed it back to the page. */
  reused: number;
  /** Downscaled while idle, by the patch or by the button; null where its encodings are the page's own. */
  downscaled: 'patch' | 'button' | null;
  stats: StatsSample | null;
}

/** A live track that the page captured (a camera, a microphone, a display) or made (of a canvas, an element). */
export interface CaptureState {
  /** Number of the track in the document, as in state entries of the log. */
  track: number;
  kind: Kind;
  source: TrackSource;
  /** Since when no sender of the document has sent it; null while one does. */
  unsentSince: number | null;
  /** Whether a sender has ever sent it. Older recordings have none of these two. */
  everSent?: boolean;
  /** Since when it has been switched off (`enabled = false`), as far as that was seen; null where it is on. */
  disabledSince?: number | null;
}

/** All captures of one cause, those that have ended too. */
export interface CaptureTally extends Tally {
  type: SourceType;
  kind: Kind;
}

export interface ConnectionState {
  /** Unique in the document, never reused. */
  id: number;
  madeAt: number;
  madeStack: number | null;
  connectionState: RTCPeerConnectionState | null;
  iceConnectionState: RTCIceConnectionState | null;
  signalingState: RTCSignalingState | null;
  closedAt: number | null;
  /** When the browser collected it; before closedAt is set that cannot happen. */
  collectedAt: number | null;
  mLines: number | null;
  /** m-lines with port 0: rejected, or of a stopped transceiver. */
  mLinesRejected: number | null;
  localSdpBytes: number | null;
  remoteSdpBytes: number | null;
  negotiations: number;
  lastNegotiationMs: number | null;
  /** Ever made, by the page or by the far end. */
  dataChannels: number;
  /** Data channels by the call that opened them; older recordings have none. */
  channels?: Tally[];
  /** Since when it has waited for an answer to its own offer; null where it does not. */
  offerSince?: number | null;
  /** Log entries of this connection that no longer fit and were dropped, oldest first. */
  logDropped: number;
}
