import type { Reason } from '../../../protocol/reasons';
import { guarded } from '../base/guard';
import { add, each, find, map, some } from '../base/lists';
import { NativeDOMException, SafeWeakRef } from '../base/natives';
import { isObject } from '../describe';
import type { Observed } from '../instruments/call';
import { transceiverRecord } from '../records';
import { addTrack, directionOf, senderOf, senderTrackOf, tracksOf, transceiversOf } from '../webrtc';
import type { PagePatch } from './patch';
import { logPatch } from './patch-log';
import { shownTrack } from './shared/pending';
import { type Request, trackRequest, transceiverRequest } from './shared/request';
import { acting } from './switch';

const DUPLICATE = "Failed to execute 'addTrack' on 'RTCPeerConnection': A sender already exists for the track.";

type Publish = NonNullable<PagePatch['publish']>;

/** addTransceiver() under a patch: an idle transceiver of the page's own, or what the native call gives. */
export function publishTransceiver(call: Observed, native: () => unknown): unknown {
  const publish = publishing(call);
  return (publish && guarded('publish', () => attempt(publish, call, transceiverRequest(call.args)))) ?? native();
}

/** addTrack() under a patch: the sender of an idle transceiver, or what the native call gives. */
export function publishTrack(call: Observed, native: () => unknown): unknown {
  const publish = publishing(call);
  if (!publish) return native();
  // A track that a handover is still attaching has a sender already (webrtc-pc, addTrack, step 5).
  if (guarded('publish', () => isAttaching(call))) throw new NativeDOMException(DUPLICATE, 'InvalidAccessError');
  const given = guarded('publish', () => attemptTrack(publish, call, call.args));
  return given ? senderOf(given) : native();
}

/**
 * addStream() under a patch: as addTrack() for each of its tracks. The tracks that no idle transceiver
 * takes are added natively, one by one where others were taken.
 */
export function publishStream(call: Observed, native: () => unknown): unknown {
  const publish = publishing(call);
  if (!publish) return native();
  const stream = call.args[0];
  const left: unknown[] = [];
  let taken = false;
  guarded('publish', () =>
    eachNewTrack(call, (track) => {
      const given = attemptTrack(publish, call, [track, stream]);
      if (!given) return add(left, track);
      taken = true;
      transceiverRecord(given)!.takenStream = new SafeWeakRef(stream as MediaStream);
    }),
  );
  if (!taken) return native();
  each(left, (track) => addTrack(call.self, [track, stream]));
  return undefined;
}

/** What the patch in force does at a publish on this connection, if anything. */
const publishing = ({ connection }: Observed) => (connection.closedAt ? undefined : acting('publish'));

function attemptTrack(publish: Publish, call: Observed, args: unknown[]): RTCRtpTransceiver | undefined {
  const request = trackRequest(args);
  const taken = isObject(request) && nativeWouldReuse(call.self as RTCPeerConnection, request.kind);
  return attempt(publish, call, taken ? 'native-reuse' : request);
}

function attempt(publish: Publish, call: Observed, request: Request | Reason): RTCRtpTransceiver | undefined {
  if (isObject(request)) return publish(call, request);
  logPatch(call.connection, null, 'passed', request, call.entry.stack);
  return undefined;
}

function eachNewTrack({ self, args }: Observed, visit: (track: MediaStreamTrack) => void): void {
  each(tracksOf(args[0]), (track) => {
    if (!senderShowing(self, track)) visit(track);
  });
}

/** The sender that shows a track. */
function senderShowing(pc: unknown, track: unknown): RTCRtpSender | undefined {
  return find(map(transceiversOf(pc as RTCPeerConnection), senderOf), (sender) => shownTrack(sender) === track);
}

/** A handover is still attaching this track. */
function isAttaching({ self, args }: Observed): boolean {
  const sender = args[0] && senderShowing(self, args[0]);
  return !!sender && senderTrackOf(sender as RTCRtpSender) !== args[0];
}

/** webrtc-pc, addTrack, step 6: a sender without a track that was never used to send, and is not stopped. */
function nativeWouldReuse(pc: RTCPeerConnection, kind: string): boolean {
  return some(transceiversOf(pc), (transceiver) => {
    const record = transceiverRecord(transceiver);
    if (record?.kind !== kind || record.hasSent || directionOf(transceiver) === 'stopped') return false;
    return !shownTrack(senderOf(transceiver));
  });
}
