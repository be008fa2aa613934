import type { Reason } from '../../../protocol/reasons';
import { guarded } from '../guard';
import type { Observed } from '../instruments/call';
import { NativeDOMException } from '../natives';
import { type TransceiverRecord, transceiverRecord } from '../records';
import { directionOf, senderOf, senderTrackOf, transceiversOf } from '../webrtc';
import { ineligible } from './eligible';
import { handOver } from './handover';
import { shownTrack } from './pending';
import { type Request, trackRequest, transceiverRequest } from './request';
import { logPatch, patchInForce } from './switch';

const DUPLICATE = "Failed to execute 'addTrack' on 'RTCPeerConnection': A sender already exists for the track.";

/** addTransceiver() under the patch: an idle transceiver of the page's own, or the native call. */
export function reuseAddTransceiver(observed: Observed, native: () => unknown): unknown {
  if (patchInForce() !== 'reuse') return native();
  const given = guarded('reuse', () => attempt(observed, transceiverRequest(observed.args)));
  return given ?? native();
}

/** addTrack() under the patch: the sender of an idle transceiver, or the native call. */
export function reuseAddTrack(observed: Observed, native: () => unknown): unknown {
  if (patchInForce() !== 'reuse') return native();
  const pc = observed.self as RTCPeerConnection;
  const track = observed.args[0];
  // A track that a handover is still attaching has a sender already (webrtc-pc, addTrack, step 5).
  if (observed.subject.connection?.closedAt === null && guarded('reuse', () => isAttached(pc, track))) {
    throw new NativeDOMException(DUPLICATE, 'InvalidAccessError');
  }
  const given = guarded('reuse', () => {
    const request = trackRequest(observed.args);
    if (typeof request !== 'string' && nativeWouldReuse(pc, request.kind)) return attempt(observed, 'native-reuse');
    return attempt(observed, request);
  });
  return given ? senderOf(given) : native();
}

/** Looks for an eligible transceiver, logs the outcome, and hands it over. */
function attempt(observed: Observed, request: Request | Reason): RTCRtpTransceiver | undefined {
  const connection = observed.subject.connection!;
  const pc = observed.self as RTCPeerConnection;
  const { stack } = observed.entry;
  if (typeof request === 'string') {
    logPatch(connection, null, { outcome: 'passed', reason: request, candidates: [], stack });
    return undefined;
  }
  // The browser throws, or is about to.
  if (connection.closedAt !== null) return undefined;
  const { chosen, candidates } = choose(pc, request);
  if (!chosen) {
    const reason = candidates[0]?.reason ?? 'no-candidate';
    logPatch(connection, null, {
      outcome: candidates.length > 0 ? 'refused' : 'passed',
      reason,
      candidates,
      stack,
    });
    return undefined;
  }
  return handOver(chosen.record, chosen.transceiver, request, stack);
}

interface Choice {
  chosen: { record: TransceiverRecord; transceiver: RTCRtpTransceiver } | null;
  candidates: { transceiver: number; reason: Reason }[];
}

/** The first eligible transceiver of the kind; the reasons of those that have sent and are not sending. */
function choose(pc: RTCPeerConnection, request: Request): Choice {
  const candidates: Choice['candidates'] = [];
  const present = transceiversOf(pc);
  for (let i = 0; i < present.length; i++) {
    const transceiver = present[i]!;
    const record = transceiverRecord(transceiver);
    if (record?.kind !== request.kind) continue;
    const reason = ineligible({ record, transceiver, pc }, request);
    if (!reason) return { chosen: { record, transceiver }, candidates };
    // Transceivers in use are no candidates; listing them would bury the reasons that matter.
    if (reason !== 'not-idle' && candidates.length < 50)
      candidates[candidates.length] = { transceiver: record.id, reason };
  }
  return { chosen: null, candidates };
}

function isAttached(pc: RTCPeerConnection, track: unknown): boolean {
  const present = transceiversOf(pc);
  for (let i = 0; i < present.length; i++) {
    const sender = senderOf(present[i]!);
    if (senderTrackOf(sender) !== track && shownTrack(sender) === track && track) return true;
  }
  return false;
}

/** webrtc-pc, addTrack, step 6: a sender without a track that was never used to send, and is not stopped. */
function nativeWouldReuse(pc: RTCPeerConnection, kind: string): boolean {
  const present = transceiversOf(pc);
  for (let i = 0; i < present.length; i++) {
    const record = transceiverRecord(present[i]);
    if (record?.kind !== kind || record.hasSent || directionOf(present[i]!) === 'stopped') continue;
    if (shownTrack(senderOf(present[i]!)) === null) return true;
  }
  return false;
}
