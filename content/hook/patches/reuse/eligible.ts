import type { Reason } from '../../../../protocol/reasons';
import { max } from '../../base/natives';
import { isPublishers, type TransceiverRecord } from '../../records';
import { isReplacing } from '../../sync';
import {
  currentDirectionOf,
  directionOf,
  hasEndedTrack,
  pendingTones,
  senderOf,
  senderTrackOf,
  sends,
  signalingState,
} from '../../webrtc';
import { freshParameters } from '../shared/parameters';
import { isPending, shownTrack } from '../shared/pending';
import type { Request } from '../shared/request';

/** The first rule that a transceiver breaks, or null: it may be handed back. docs/internals.md, "Reuse, rule by rule". */
export function ineligible(
  pc: RTCPeerConnection,
  record: TransceiverRecord,
  transceiver: RTCRtpTransceiver,
  request: Request,
): Reason | null {
  const sender = senderOf(transceiver);
  const direction = directionOf(transceiver);
  const current = currentDirectionOf(transceiver);
  if (direction === 'stopped' || current === 'stopped') return 'stopped';
  if (!isPublishers(record)) return 'not-publisher';
  // Being handed over: in use by a newer publish, unless that one was released again already.
  if (isPending(sender)) return shownTrack(sender) ? 'not-idle' : 'claimed';
  if (hasEndedTrack(sender)) return 'track-ended-not-released';
  // With a track it is in use, or paused by its direction.
  if (senderTrackOf(sender)) return sends(direction) || sends(current) ? 'not-idle' : 'not-released';
  if (!record.hasSent) return 'never-sent';
  if (!record.released) return 'not-released';
  if (isReplacing(record, sender)) return 'replace-pending';
  // A transceiver made sendrecv is left recvonly by removeTrack and piles up without ever being inactive.
  const idle =
    (direction === 'inactive' || direction === 'recvonly') && (current === 'inactive' || current === direction);
  if (!idle) return 'direction-not-idle';
  const began = record.connection.negotiatingSince;
  if (signalingState(pc) !== 'stable' && began && began.n < record.releasedN) return 'negotiation-pending';
  if (record.transformed) return 'encoded-transform';
  if (pendingTones(sender)) return 'dtmf-pending';
  return encodingsReason(record, sender, request);
}

/** Number and rids of encodings are fixed at creation (webrtc-pc, setParameters: InvalidModificationError). */
function encodingsReason(record: TransceiverRecord, sender: RTCRtpSender, request: Request): Reason | null {
  const asked = max(1, request.encodings.length);
  if (record.rids.length !== asked) return 'encodings-differ';
  for (let i = 0; i < asked; i++) {
    if ((request.encodings[i]?.rid ?? null) !== record.rids[i]) return 'encodings-differ';
  }
  if (asked > 1 && freshParameters(sender).encodings.length < asked) return 'simulcast-collapsed';
  return null;
}
