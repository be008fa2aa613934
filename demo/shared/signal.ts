/** The messages between publisher and receiver, over one MessagePort, in order. */

/** The picture to expect, and its m-line. */
export interface Show {
  publish: number;
  mid: string;
  /** Null if the source has no code (camera, microphone, another tab). */
  code: number | null;
}

export type ToReceiver =
  | { type: 'offer'; sdp: string; show: Show | null }
  | { type: 'candidate'; candidate: RTCIceCandidateInit };

/** The receiver's picture of one publish, sent when it changes. */
export interface Picture {
  publish: number;
  /** Code of the frame; null if there is none. */
  code: number | null;
  width: number;
  height: number;
  /** Epoch ms of the first frame of this publish that had this code. */
  firstAt: number;
  /** Number of frames of this publish that had the code of another publish. */
  foreign: number;
}

export type ToPublisher =
  | { type: 'answer'; sdp: string }
  | { type: 'candidate'; candidate: RTCIceCandidateInit }
  | { type: 'picture'; picture: Picture }
  | { type: 'error'; message: string };

/** From a receiver page that has loaded, to the page that opened it. */
export const READY = 'republish-demo:ready';
/** The answer, which carries the MessagePort. */
export const HELLO = 'republish-demo:hello';
/** BroadcastChannel between publisher and the page that shows a code in a captured tab. */
export const CODE_CHANNEL = 'republish-demo:code';

/**
 * The same host under its other loopback name, which is another site and gets its own renderer
 * process. Other hosts have no second name: there the receiver is on the same site.
 */
export function otherSite(url: URL): URL {
  const other = new URL(url);
  if (url.hostname === 'localhost') other.hostname = '127.0.0.1';
  else if (url.hostname === '127.0.0.1') other.hostname = 'localhost';
  return other;
}
