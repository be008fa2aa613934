import type { TransceiverState } from '../../../protocol/state';

/**
 * kbit/s between two samples of one sender, over all layers.
 * @param rateBefore the last known rate, returned if there is no newer sample
 * @returns null for a sender that is not sending, or if the rate is unknown
 */
export function rateOf(
  before: TransceiverState | undefined,
  now: TransceiverState,
  rateBefore: number | null,
): number | null {
  if (now.phase !== 'sending' || !now.stats) return null;
  if (!before?.stats) return null;
  const ms = now.stats.at - before.stats.at;
  if (ms <= 0) return rateBefore;
  const bytes = bytesOf(now) - bytesOf(before);
  // A counter that goes backwards means a new sender or a restarted encoder.
  return bytes >= 0 ? (bytes * 8) / ms : null;
}

function bytesOf({ stats }: TransceiverState): number {
  let sum = 0;
  for (const { bytesSent } of stats?.layers ?? []) sum += bytesSent ?? 0;
  return sum;
}
