import type { Revert } from '../base/wrap';
import type { Observed } from '../instruments/call';
import type { TransceiverRecord } from '../records';
import type { Request } from './shared/request';

/**
 * One patch: what it does, and when. publish() and rest() are called while it is in force and
 * a panel looks. touch() and send() always: what a patch did may outlive it.
 */
export interface PagePatch {
  /** It comes into force. @returns what puts everything back when it goes. */
  on?(): Revert;
  /**
   * The page calls addTransceiver(), addTrack() or addStream(). @returns the transceiver that it gets;
   * undefined: what the native call gives.
   */
  publish?(call: Observed, request: Request): RTCRtpTransceiver | undefined;
  /** A transceiver is idle for good: the page released it, or the track that it sent has ended. */
  rest?(record: TransceiverRecord, transceiver: RTCRtpTransceiver): void;
  /** The page is about to change a transceiver or its sender. */
  touch?(call: Observed): void;
  /** The page is about to send again on a transceiver that is downscaled. */
  send?(record: TransceiverRecord, sender: RTCRtpSender): void;
  /** No panel looks any more: also what was done at the user's own order ends. */
  end?(): void;
}
