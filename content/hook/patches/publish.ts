import type { Reason } from '../../../protocol/reasons';
import { guarded } from '../guard';
import type { Observed } from '../instruments/call';
import { add, each, some } from '../lists';
import { NativeDOMException, SafeWeakRef } from '../natives';
import { transceiverRecord } from '../records';
import { senderOf, senderTrackOf, tracksOf, transceiversOf } from '../webrtc';
import { logPatch, patchInForce } from './patch-log';
import { nativeWouldReuse, reuse } from './reuse';
import { shownTrack, showsPendingTracks } from './shared/pending';
import { type Request, trackRequest, transceiverRequest } from './shared/request';
import { stopIdle } from './stop';

const DUPLICATE = "Failed to execute 'addTrack' on 'RTCPeerConnection': A sender already exists for the track.";

/** addTransceiver() under a patch: an idle transceiver of the page's own, or what the native call gives. */
export function publishTransceiver(observed: Observed, native: () => unknown): unknown {
  if (!acts(observed)) return native();
  return guarded('publish', () => attempt(observed, transceiverRequest(observed.args))) ?? native();
}

/** addTrack() under a patch: the sender of an idle transceiver, or what the native call gives. */
export function publishTrack(observed: Observed, native: () => unknown): unknown {
  if (!acts(observed)) return native();
  // A track that a handover is still attaching has a sender already (webrtc-pc, addTrack, step 5).
  if (guarded('publish', () => isAttaching(observed, observed.args[0]))) {
    throw new NativeDOMException(DUPLICATE, 'InvalidAccessError');
  }
  const given = guarded('publish', () => attemptTrack(observed, observed.args));
  return given ? senderOf(given) : native();
}

/**
 * addStream() under a patch: as addTrack() for each of its tracks. `addTrack` is the native one, for
 * the tracks that no idle transceiver takes.
 */
export function publishStream(observed: Observed, native: () => unknown, addTrack: (track: unknown) => void): unknown {
  if (!acts(observed) || patchInForce() !== 'reuse') {
    if (acts(observed)) guarded('publish', () => eachNewTrack(observed, (track) => attemptTrack(observed, [track])));
    return native();
  }
  const left: unknown[] = [];
  let taken = 0;
  guarded('publish', () =>
    eachNewTrack(observed, (track) => {
      const given = attemptTrack(observed, [track, observed.args[0]]);
      if (!given) add(left, track);
      else {
        taken++;
        transceiverRecord(given)!.takenStream = new SafeWeakRef(observed.args[0] as MediaStream);
      }
    }),
  );
  if (taken === 0) return native();
  each(left, addTrack);
  return undefined;
}

/** A patch that concerns publishing is on, and the connection is one we know and open. */
function acts({ subject }: Observed): boolean {
  const patch = patchInForce();
  return (patch === 'reuse' || patch === 'stop') && subject.connection?.closedAt === null;
}

function attemptTrack(observed: Observed, args: unknown[]): RTCRtpTransceiver | undefined {
  const request = trackRequest(args);
  const taken = typeof request !== 'string' && nativeWouldReuse(observed.self as RTCPeerConnection, request.kind);
  return attempt(observed, taken ? 'native-reuse' : request);
}

function attempt(observed: Observed, request: Request | Reason): RTCRtpTransceiver | undefined {
  const { connection } = observed.subject;
  const reusing = patchInForce() === 'reuse';
  const passed = typeof request !== 'string' && reusing && !showsPendingTracks() ? 'track-not-shown' : request;
  if (typeof passed === 'string') {
    logPatch(connection, null, 'passed', passed, observed.entry.stack);
    return undefined;
  }
  if (reusing) return reuse(observed, passed);
  stopIdle(observed, passed);
  return undefined;
}

function eachNewTrack(observed: Observed, visit: (track: MediaStreamTrack) => void): void {
  const present = transceiversOf(observed.self as RTCPeerConnection);
  each(tracksOf(observed.args[0]), (track) => {
    if (!some(present, (transceiver) => shownTrack(senderOf(transceiver)) === track)) visit(track);
  });
}

function isAttaching(observed: Observed, track: unknown): boolean {
  return some(transceiversOf(observed.self as RTCPeerConnection), (transceiver) => {
    const sender = senderOf(transceiver);
    return track !== null && senderTrackOf(sender) !== track && shownTrack(sender) === track;
  });
}
