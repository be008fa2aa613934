import type { PatchEntry } from '../../../../protocol/log';
import type { Reason } from '../../../../protocol/reasons';
import { add } from '../../base/lists';
import { transceiverRecord } from '../../records';
import { transceiversOf } from '../../webrtc';
import type { PagePatch } from '../patch';
import { logPatch, logPatchOf } from '../patch-log';
import { showPendingTracks, showsPendingTracks } from '../shared/pending';
import { guardOf } from '../shared/sdk-guards';
import { ineligible } from './eligible';
import { handOver } from './handover';

/** Hands an eligible idle transceiver back in place of a new one, and logs the outcome. */
export const reuse: PagePatch = {
  on() {
    showPendingTracks(true);
    return () => showPendingTracks(false);
  },

  publish({ self, connection, entry: { stack } }, request) {
    if (!showsPendingTracks()) {
      logPatch(connection, null, 'passed', 'track-not-shown', stack);
      return undefined;
    }
    const candidates: PatchEntry['candidates'] = [];
    const guard = guardOf(stack);
    const pc = self as RTCPeerConnection;
    const present = transceiversOf(pc);
    for (let i = 0; i < present.length; i++) {
      const transceiver = present[i]!;
      const record = transceiverRecord(transceiver);
      if (record?.kind !== request.kind) continue;
      const rule = ineligible(pc, record, transceiver, request);
      const library = guard?.refuses?.(record) ?? null;
      // For an idle one the library's reason says more than a rule that the library's ways happen to break.
      const reason = record.phase === 'idle' ? (library ?? rule) : (rule ?? library);
      // The first eligible one.
      if (!reason) return handOver(record, transceiver, request, stack);
      // Transceivers in use are no candidates; listing them would bury the reasons that matter.
      if (reason !== 'not-idle' && candidates.length < 50) add(candidates, { transceiver: record.id, reason });
    }
    const reason = (candidates[0]?.reason ?? 'no-candidate') as Reason;
    logPatch(connection, null, candidates.length > 0 ? 'refused' : 'passed', reason, stack, candidates);
    return undefined;
  },

  /**
   * An operation on a sender or transceiver that reuse handed over and that the page has not negotiated
   * since. It goes through, as the object is the page's; but it is most likely that of the old owner,
   * who kept the sender, and it is what breaks pages under reuse.
   */
  touch({ record, entry }) {
    if (record?.fresh) logPatchOf(record, 'conflict', 'old-owner-acted', entry.stack);
  },
};
