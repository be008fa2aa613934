import type { PatchEntry } from '../../../protocol/log';
import type { Reason } from '../../../protocol/reasons';
import type { Patch } from '../../../protocol/state';
import { append } from '../log';
import { now, warn } from '../natives';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { showPendingTracks } from './pending';

let patch: Patch = 'none';
let since: number | null = null;
let warned = false;

export const patchInForce = () => patch;
export const patchSince = () => since;

/** Switches the patch of this document; `why` says on whose behalf. */
export function switchPatch(to: Patch, why: Reason): void {
  if (to === patch) return;
  patch = to;
  since = to === 'none' ? null : now();
  showPendingTracks(to === 'reuse');
  logPatch(null, null, { outcome: 'switched', reason: why, candidates: [], stack: null });
  if (to === 'none' || warned) return;
  warned = true;
  warn(
    'Transceiver Inspector: the patch “reuse” is on in this tab until DevTools closes. RTCPeerConnection.addTransceiver() and addTrack() may hand back an idle transceiver.',
  );
}

type Outcome = Pick<PatchEntry, 'outcome' | 'candidates' | 'stack'> & { reason: Reason };

/** Writes what the patch did, and why, into the life history. */
export function logPatch(connection: ConnectionRecord | null, transceiver: TransceiverRecord | null, what: Outcome) {
  append(connection, transceiver, { type: 'patch', patch, ...what });
}
