import type { Reason } from '../../../../protocol/reasons';
import type { Observed } from '../../instruments/call';
import { each } from '../../lists';
import { call, method } from '../../natives';
import { type TransceiverRecord, transceiverRecord } from '../../records';
import { readSdp } from '../../sdp';
import { lookAtTransceiver } from '../../sync';
import {
  currentDirectionOf,
  directionOf,
  midOf,
  receives,
  senderOf,
  senderTrackOf,
  transceiversOf,
} from '../../webrtc';
import { logPatch } from '../patch-log';
import { isPublishers, isReplacing } from '../reuse/eligible';
import type { Request } from '../shared/request';
import { guardOf } from '../shared/sdk-guards';

const nativeStop = method(RTCRtpTransceiver.prototype, 'stop');

/**
 * The page publishes again: its released, idle transceivers of that kind are stopped first. Not at
 * the unpublish: a stop is irreversible, and pages that set a direction afterwards would get an
 * InvalidStateError. The offer of this publish carries the stop out, which frees the encoder.
 */
export function stopIdle({ self, subject, entry }: Observed, request: Request): void {
  const pc = self as RTCPeerConnection;
  const present = transceiversOf(pc);
  const guard = guardOf(entry.stack);
  for (let i = 0; i < present.length; i++) {
    const transceiver = present[i]!;
    const record = transceiverRecord(transceiver);
    if (record?.kind !== request.kind) continue;
    lookAtTransceiver(record, transceiver, i);
    if (record.phase !== 'idle') continue;
    const reason = refuses(pc, record, transceiver) ?? guard?.stop?.(senderOf(transceiver)) ?? null;
    if (!reason) call(nativeStop, transceiver);
    const outcome = reason ? 'refused' : 'stopped';
    logPatch(subject.connection, record, outcome, reason ?? 'stopped-lazily', entry.stack);
    lookAtTransceiver(record, transceiver);
  }
}

function refuses(pc: RTCPeerConnection, record: TransceiverRecord, transceiver: RTCRtpTransceiver): Reason | null {
  const sender = senderOf(transceiver);
  if (!isPublishers(record)) return 'not-publisher';
  if (!record.released || senderTrackOf(sender) !== null) return 'not-released';
  if (isReplacing(record, sender)) return 'replace-pending';
  if (receives(currentDirectionOf(transceiver))) return 'still-receives';
  const { connection } = record;
  if (connection.offers === 0 && connection.negotiations > 0) return 'answers-only';
  const sdp = readSdp(pc, connection);
  if (!sdp.application && liveMLines(pc) <= 1) return 'only-m-line';
  // Stopping the BUNDLE-tagged m-line, or recycling it, makes a new transport (RFC 9143, section 7.2).
  return midOf(transceiver) === sdp.bundleTag ? 'bundle-tagged' : null;
}

function liveMLines(pc: RTCPeerConnection): number {
  let count = 0;
  each(transceiversOf(pc), (transceiver) => {
    if (midOf(transceiver) !== null && directionOf(transceiver) !== 'stopped') count++;
  });
  return count;
}
