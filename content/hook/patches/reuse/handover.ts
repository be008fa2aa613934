import { guarded } from '../../base/guard';
import { call, getOwnPropertyDescriptor, method } from '../../base/natives';
import type { TransceiverRecord } from '../../records';
import { syncTransceiver } from '../../sync';
import {
  currentDirectionOf,
  directionOf,
  receiverOf,
  receives,
  senderOf,
  setCodecPreferences,
  setDirection,
  setHeaderExtensions,
  setStreams,
} from '../../webrtc';
import { logPatchOf } from '../patch-log';
import { resetParameters } from '../shared/parameters';
import { openWindow } from '../shared/pending';
import type { Request } from '../shared/request';

const jitterBufferTarget = getOwnPropertyDescriptor(RTCRtpReceiver.prototype, 'jitterBufferTarget');
const getCapabilities = method(RTCRtpReceiver, 'getCapabilities');

/**
 * Hands an idle transceiver back to the page as if it were new. All in one turn, direction first:
 * a second publish in the same tick must not pick the same one. A createOffer() that follows is
 * ordered behind the replaceTrack() by the connection's operations chain (webrtc-pc, section 4.4.1.2).
 * @returns the transceiver; undefined where the browser refused and everything is as before.
 */
export function handOver(
  record: TransceiverRecord,
  transceiver: RTCRtpTransceiver,
  request: Request,
  stack: number | null,
): RTCRtpTransceiver | undefined {
  const sender = senderOf(transceiver);
  const before = directionOf(transceiver);
  setDirection(transceiver, directionAfter(record, transceiver, request));
  try {
    resetLeftovers(record, transceiver, request);
  } catch {
    setDirection(transceiver, before);
    logPatchOf(record, 'failed', 'reset-failed', stack);
    return undefined;
  }
  setStreams(sender, request.streams);
  record.released = false;
  record.letGoAt = null;
  record.reused++;
  record.fresh = true;
  logPatchOf(record, 'reused', 'handed-back', stack);
  if (request.track) {
    openWindow(sender, request.track, (error, removed) =>
      guarded('reuse', () => settled(record, transceiver, before, error, removed)),
    );
  }
  syncTransceiver(record, transceiver);
  return transceiver;
}

/**
 * What the call asked for, and what the transceiver is receiving now: a two-way one is recvonly
 * after removeTrack, and sendonly would cut its inbound media. addTrack on one that never received
 * asks for sendonly, as in the browser's own reuse.
 */
function directionAfter(record: TransceiverRecord, transceiver: RTCRtpTransceiver, request: Request): string {
  const receiving = receives(directionOf(transceiver)) || receives(currentDirectionOf(transceiver));
  if (request.direction === 'sendrecv' || receiving) return 'sendrecv';
  return request.direction ?? (record.hasReceived ? 'sendrecv' : 'sendonly');
}

/** Sets all that survives an unpublish to what this publish asked for. Throws where the browser does. */
function resetLeftovers(record: TransceiverRecord, transceiver: RTCRtpTransceiver, request: Request): void {
  if (record.codecPreferences?.length) {
    // An empty list would keep the codec in use; the full one, in the browser's order, is a new transceiver's.
    const all = call<RTCRtpCapabilities | null>(getCapabilities, RTCRtpReceiver, [record.kind]);
    setCodecPreferences(transceiver, [all?.codecs ?? []]);
    record.codecPreferences = null;
  }
  if (record.headerExtensions) {
    setHeaderExtensions(transceiver, [record.headerExtensions]);
    record.headerExtensions = null;
  }
  const receiver = receiverOf(transceiver);
  if (jitterBufferTarget?.get && call(jitterBufferTarget.get, receiver) !== null) {
    call(jitterBufferTarget.set, receiver, [null]);
  }
  resetParameters(senderOf(transceiver), request, (error) => {
    if (error) logPatchOf(record, 'failed', 'reset-failed');
  });
}

/** The window is over: the track is attached, or removeTrack won, or the browser refused the track. */
function settled(
  record: TransceiverRecord,
  transceiver: RTCRtpTransceiver,
  before: RTCRtpTransceiverDirection,
  error: unknown,
  removed: boolean,
): void {
  const log = (reason: 'released-in-window' | 'replace-rejected') => logPatchOf(record, 'failed', reason);
  if (removed) log('released-in-window');
  else if (error) {
    const ended = record.connection.closedAt || directionOf(transceiver) === 'stopped';
    if (!ended) {
      setDirection(transceiver, before);
      record.released = true;
    }
    log(ended ? 'released-in-window' : 'replace-rejected');
  }
  syncTransceiver(record, transceiver);
}
