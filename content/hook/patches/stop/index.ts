import type { Reason } from '../../../../protocol/reasons';
import { each } from '../../base/lists';
import type { Observed } from '../../instruments/call';
import { isPublishers, type TransceiverRecord, transceiverRecord } from '../../records';
import { readSdp } from '../../sdp';
import { isReplacing, syncTransceiver } from '../../sync';
import {
  currentDirectionOf,
  directionOf,
  hasEndedTrack,
  midOf,
  receives,
  senderOf,
  senderTrackOf,
  stopTransceiver,
  transceiversOf,
} from '../../webrtc';
import type { PagePatch } from '../patch';
import { logPatchOf } from '../patch-log';
import type { Request } from '../shared/request';
import { guardOf } from '../shared/sdk-guards';

/**
 * The page publishes again: its released, idle transceivers of that kind are stopped first. Not at
 * the unpublish: a stop is irreversible, and pages that set a direction afterwards would get an
 * InvalidStateError. The offer of this publish carries the stop out, which frees the encoder.
 */
export const stop: PagePatch = {
  publish({ self, entry }: Observed, request: Request): undefined {
    const pc = self as RTCPeerConnection;
    const guard = guardOf(entry.stack);
    each(transceiversOf(pc), (transceiver, index) => {
      const record = transceiverRecord(transceiver);
      if (record?.kind !== request.kind) return;
      syncTransceiver(record, transceiver, index);
      if (record.phase !== 'idle') return;
      const reason = refuses(pc, record, transceiver) ?? guard?.stop?.(senderOf(transceiver)) ?? null;
      if (!reason) stopTransceiver(transceiver);
      logPatchOf(record, reason ? 'refused' : 'stopped', reason ?? 'stopped-lazily', entry.stack);
      syncTransceiver(record, transceiver);
    });
  },
};

function refuses(pc: RTCPeerConnection, record: TransceiverRecord, transceiver: RTCRtpTransceiver): Reason | null {
  const sender = senderOf(transceiver);
  if (!isPublishers(record)) return 'not-publisher';
  if (hasEndedTrack(sender)) return 'track-ended-not-released';
  if (!record.released || senderTrackOf(sender)) return 'not-released';
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
