/** What publisher and receiver say to each other, over one MessagePort, in order. */

/** Which picture to expect, and where. */
export interface Show {
  publish: number;
  mid: string;
  /** null: the source carries no code (camera, microphone, another tab). */
  code: number | null;
}

export type ToReceiver =
  | { type: 'offer'; sdp: string; show: Show | null }
  | { type: 'candidate'; candidate: RTCIceCandidateInit };

/** The receiver's picture of one publish, sent when it changes. */
export interface Picture {
  publish: number;
  /** Code of the frame; null where there is none. */
  code: number | null;
  width: number;
  height: number;
  /** Epoch ms of the first frame of this publish that had this code. */
  firstAt: number;
  /** Frames of this publish in which the code of another one was read. */
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
 * The same host under its other loopback name: another site, hence another renderer process.
 * Elsewhere there is no second name, and the receiver stays on the same site.
 */
export function otherSite(url: URL): URL {
  const other = new URL(url);
  if (url.hostname === 'localhost') other.hostname = '127.0.0.1';
  else if (url.hostname === '127.0.0.1') other.hostname = 'localhost';
  return other;
}
