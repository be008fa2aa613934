import type { PatchEntry } from '../../../protocol/log';
import type { Reason } from '../../../protocol/reasons';
import { append } from '../log';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { patchInForce } from './active-patch';

/** As logPatch, about one transceiver. */
export const logPatchOf = (
  record: TransceiverRecord,
  outcome: PatchEntry['outcome'],
  reason: Reason,
  stack: number | null = null,
) => logPatch(record.connection, record, outcome, reason, stack);

/** Writes what a patch did, and why, into the life history. */
export function logPatch(
  connection: ConnectionRecord | null,
  transceiver: TransceiverRecord | null,
  outcome: PatchEntry['outcome'],
  reason: Reason,
  stack: number | null = null,
  candidates: PatchEntry['candidates'] = [],
): void {
  append(connection, transceiver, { type: 'patch', patch: patchInForce(), outcome, reason, stack, candidates });
}
