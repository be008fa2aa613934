import type { Reason } from '../../../../protocol/reasons';
import type { Observed } from '../../instruments/call';
import { add, some } from '../../lists';
import { type TransceiverRecord, transceiverRecord } from '../../records';
import { directionOf, senderOf, transceiversOf } from '../../webrtc';
import { logPatch } from '../patch-log';
import { shownTrack } from '../shared/pending';
import type { Request } from '../shared/request';
import { guardOf } from '../shared/sdk-guards';
import { ineligible } from './eligible';
import { handOver } from './handover';

/** Hands an eligible idle transceiver back, and logs the outcome. @returns undefined: the native call shall run. */
export function reuse({ self, subject, entry: { stack } }: Observed, request: Request): RTCRtpTransceiver | undefined {
  const { chosen, candidates } = choose(self as RTCPeerConnection, request, stack);
  if (chosen) return handOver(chosen.record, chosen.transceiver, request, stack);
  const reason = candidates[0]?.reason ?? 'no-candidate';
  const outcome = candidates.length > 0 ? 'refused' : 'passed';
  logPatch(subject.connection, null, outcome, reason, stack, candidates);
  return undefined;
}

interface Choice {
  chosen: { record: TransceiverRecord; transceiver: RTCRtpTransceiver } | null;
  candidates: { transceiver: number; reason: Reason }[];
}

/** The first eligible transceiver of the kind; the reasons of those that have sent and are not sending. */
function choose(pc: RTCPeerConnection, request: Request, stack: number | null): Choice {
  const candidates: Choice['candidates'] = [];
  const guard = guardOf(stack);
  const present = transceiversOf(pc);
  for (let i = 0; i < present.length; i++) {
    const transceiver = present[i]!;
    const record = transceiverRecord(transceiver);
    if (record?.kind !== request.kind) continue;
    const rule = ineligible({ record, transceiver, pc }, request);
    const library = guard?.refuses(record) ?? null;
    // Of an idle one the library's reason tells more than a rule that its ways happen to break.
    const reason = record.phase === 'idle' ? (library ?? rule) : (rule ?? library);
    if (!reason) return { chosen: { record, transceiver }, candidates };
    // Transceivers in use are no candidates; listing them would bury the reasons that matter.
    if (reason !== 'not-idle' && candidates.length < 50) add(candidates, { transceiver: record.id, reason });
  }
  return { chosen: null, candidates };
}

/** webrtc-pc, addTrack, step 6: a sender without a track that was never used to send, and is not stopped. */
export function nativeWouldReuse(pc: RTCPeerConnection, kind: string): boolean {
  return some(transceiversOf(pc), (each) => {
    const record = transceiverRecord(each);
    if (record?.kind !== kind || record.hasSent || directionOf(each) === 'stopped') return false;
    return shownTrack(senderOf(each)) === null;
  });
}
