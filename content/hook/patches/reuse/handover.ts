import { guarded } from '../../guard';
import { call, getOwnPropertyDescriptor, method } from '../../natives';
import type { TransceiverRecord } from '../../records';
import { lookAtTransceiver } from '../../sync';
import { currentDirectionOf, directionOf, receiverOf, receives, senderOf } from '../../webrtc';
import { forgetDownscale } from '../downscale';
import { logPatch } from '../patch-log';
import { resetParameters } from '../shared/parameters';
import { openWindow } from '../shared/pending';
import type { Request } from '../shared/request';

const direction = getOwnPropertyDescriptor(RTCRtpTransceiver.prototype, 'direction');
const setStreams = method(RTCRtpSender.prototype, 'setStreams');
const setCodecPreferences = method(RTCRtpTransceiver.prototype, 'setCodecPreferences');
const setHeaderExtensions = method(RTCRtpTransceiver.prototype, 'setHeaderExtensionsToNegotiate');
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
  call(direction?.set, transceiver, [directionAfter(record, transceiver, request)]);
  try {
    resetLeftovers(record, transceiver, request);
  } catch {
    call(direction?.set, transceiver, [before]);
    logPatch(record.connection, record, 'failed', 'reset-failed', stack);
    return undefined;
  }
  call(setStreams, sender, request.streams);
  record.released = false;
  record.letGoAt = null;
  record.reused++;
  record.fresh = true;
  logPatch(record.connection, record, 'reused', 'handed-back', stack);
  if (request.track) {
    openWindow(sender, request.track, (error, removed) =>
      guarded('reuse', () => settled(record, transceiver, before, error, removed)),
    );
  }
  lookAtTransceiver(record, transceiver);
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
    call(setCodecPreferences, transceiver, [all?.codecs ?? []]);
    record.codecPreferences = null;
  }
  if (record.headerExtensions) {
    call(setHeaderExtensions, transceiver, [record.headerExtensions]);
    record.headerExtensions = null;
  }
  const receiver = receiverOf(transceiver);
  if (jitterBufferTarget?.get && call(jitterBufferTarget.get, receiver) !== null) {
    call(jitterBufferTarget.set, receiver, [null]);
  }
  forgetDownscale(senderOf(transceiver));
  resetParameters(senderOf(transceiver), request, (error) => {
    if (error) logPatch(record.connection, record, 'failed', 'reset-failed');
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
  const log = (reason: 'released-in-window' | 'replace-rejected') =>
    logPatch(record.connection, record, 'failed', reason);
  if (removed) log('released-in-window');
  else if (error) {
    const ended = record.connection.closedAt !== null || directionOf(transceiver) === 'stopped';
    if (!ended) {
      call(direction?.set, transceiver, [before]);
      record.released = true;
    }
    log(ended ? 'released-in-window' : 'replace-rejected');
  }
  lookAtTransceiver(record, transceiver);
}
