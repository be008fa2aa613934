/** What instruments and reports call. They know no patch by name. */

import { now } from '../base/natives';
import type { Observed } from '../instruments/call';
import type { TransceiverRecord } from '../records';
import { syncRecord, syncTransceiver } from '../sync';
import { isLive } from '../webrtc';
import { eachPatch } from './list';
import { acting } from './switch';

export { patchInForce } from './active-patch';
export { publishStream, publishTrack, publishTransceiver } from './publish';
export { pageGot, setForPage } from './shared/parameters';
export { removeInWindow, shownTrack } from './shared/pending';
export { isRelease } from './shared/sdk-guards';

/** The page is about to change a transceiver or its sender, or has asked for a change that is still to come. */
export function touched(call: Observed): void {
  if (call.record) syncRecord(call.record);
  eachPatch((patch) => patch.touch?.(call));
}

/** The page is about to send a track on a transceiver, again where it had sent before. */
export function sendsAgain(record: TransceiverRecord, sender: RTCRtpSender, track: MediaStreamTrack | null): void {
  if (record.downscaled && track && isLive(track)) eachPatch((patch) => patch.send?.(record, sender));
}

/** A track that a transceiver's sender has has ended, or changed otherwise. */
export function trackChanged(record: TransceiverRecord): void {
  const was = record.phase;
  syncRecord(record);
  const transceiver = record.ref.deref();
  if (transceiver && was === 'sending' && record.phase === 'idle') acting('rest')?.(record, transceiver);
}

/** The page let go of a transceiver, by the call with this number. */
export function released(record: TransceiverRecord, n: number): void {
  const transceiver = record.ref.deref();
  if (!transceiver) return;
  record.released = true;
  record.releasedN = n;
  record.releasedAfter = record.connection.negotiations;
  record.letGoAt = now();
  syncTransceiver(record, transceiver);
  if (record.phase === 'idle') acting('rest')?.(record, transceiver);
}
