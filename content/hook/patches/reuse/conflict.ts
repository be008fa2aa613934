import type { Observed } from '../../instruments/call';
import { logPatch } from '../patch-log';

/**
 * An operation on a sender or transceiver that reuse handed over and that the page has not negotiated
 * since. It goes through, as the object is the page's; but it is most likely that of the old owner,
 * who kept the sender, and it is what breaks pages under reuse.
 */
export function noteConflict({ subject, entry }: Observed): void {
  const record = subject.transceiver;
  if (!record?.fresh) return;
  logPatch(subject.connection, record, 'conflict', 'old-owner-acted', entry.stack);
}
