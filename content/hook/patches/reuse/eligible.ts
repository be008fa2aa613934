import type { Reason } from '../../../../protocol/reasons';
import { max, now } from '../../natives';
import type { TransceiverRecord } from '../../records';
import {
  currentDirectionOf,
  directionOf,
  pendingTones,
  senderOf,
  senderTrackOf,
  sends,
  signalingState,
} from '../../webrtc';
import { freshParameters } from '../shared/parameters';
import { isPending, shownTrack } from '../shared/pending';
import type { Request } from '../shared/request';

interface Candidate {
  record: TransceiverRecord;
  transceiver: RTCRtpTransceiver;
  pc: RTCPeerConnection;
}

/** The first rule that a transceiver breaks, or null: it may be handed back. Design, "Eligible". */
export function ineligible({ record, transceiver, pc }: Candidate, request: Request): Reason | null {
  const sender = senderOf(transceiver);
  const direction = directionOf(transceiver);
  const current = currentDirectionOf(transceiver);
  if (direction === 'stopped' || current === 'stopped') return 'stopped';
  if (!isPublishers(record)) return 'not-publisher';
  // Being handed over: in use by a newer publish, unless that one was released again already.
  if (isPending(sender)) return shownTrack(sender) ? 'not-idle' : 'claimed';
  // With a track it is in use, or paused by its direction.
  if (senderTrackOf(sender) !== null) return sends(direction) || sends(current) ? 'not-idle' : 'not-released';
  if (!record.hasSent) return 'never-sent';
  if (!record.released) return 'not-released';
  if (isReplacing(record, sender)) return 'replace-pending';
  // A transceiver made sendrecv is left recvonly by removeTrack and piles up without ever being inactive.
  const idle =
    direction === 'inactive'
      ? current === 'inactive'
      : direction === 'recvonly' && (current === 'recvonly' || current === 'inactive');
  if (!idle) return 'direction-not-idle';
  const began = record.connection.negotiatingSince;
  if (signalingState(pc) !== 'stable' && began && began.n < record.releasedN) return 'negotiation-pending';
  if (record.transformed) return 'encoded-transform';
  if (pendingTones(sender)) return 'dtmf-pending';
  return encodingsReason(record, sender, request);
}

/** Made by the page to publish; a receive slot or one of a remote offer is never taken. */
export const isPublishers = ({ madeBy }: TransceiverRecord) =>
  madeBy === 'addTransceiver' || madeBy === 'addTrack' || madeBy === 'addStream';

/** Chrome settles a replaceTrack() within milliseconds; one that never shows was rejected. */
const REPLACE_MS = 5000;

/** A replaceTrack() of the page has not settled, as far as the sender's track shows. */
export function isReplacing({ replacing }: TransceiverRecord, sender: RTCRtpSender): boolean {
  if (!replacing || now() - replacing.at > REPLACE_MS) return false;
  return (replacing.track?.deref() ?? null) !== senderTrackOf(sender);
}

/** Number and rids of encodings are fixed at birth (webrtc-pc, setParameters: InvalidModificationError). */
function encodingsReason(record: TransceiverRecord, sender: RTCRtpSender, request: Request): Reason | null {
  const asked = max(1, request.encodings.length);
  if (record.rids.length !== asked) return 'encodings-differ';
  for (let i = 0; i < asked; i++) {
    if ((request.encodings[i]?.rid ?? null) !== record.rids[i]) return 'encodings-differ';
  }
  if (asked > 1 && freshParameters(sender).encodings.length < asked) return 'simulcast-collapsed';
  return null;
}
