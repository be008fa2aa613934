import type { PatchEntry } from '../../../protocol/log';
import type { Reason } from '../../../protocol/reasons';
import type { Patch } from '../../../protocol/state';
import { append } from '../log';
import type { ConnectionRecord, TransceiverRecord } from '../records';

let patch: Patch = 'none';

/** The patch in force in this document. */
export const patchInForce = () => patch;
export function setPatchInForce(to: Patch): void {
  patch = to;
}

/** Writes what a patch did, and why, into the life history. */
export function logPatch(
  connection: ConnectionRecord | null,
  transceiver: TransceiverRecord | null,
  outcome: PatchEntry['outcome'],
  reason: Reason,
  stack: number | null = null,
  candidates: PatchEntry['candidates'] = [],
): void {
  append(connection, transceiver, { type: 'patch', patch, outcome, reason, stack, candidates });
}
