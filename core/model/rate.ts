import type { TransceiverState } from '../../protocol/state';

/**
 * kbit/s between two samples of one sender, over all layers.
 * @param known the rate so far
 * @returns null for one that does not send, and where it is not known
 */
export function rateOf(
  before: TransceiverState | undefined,
  now: TransceiverState,
  known: number | null,
): number | null {
  if (now.phase !== 'sending' || !now.stats) return null;
  if (!before?.stats) return null;
  const ms = now.stats.at - before.stats.at;
  if (ms <= 0) return known;
  const bytes = bytesOf(now) - bytesOf(before);
  // Counters that go backwards belong to a new sender or a restarted encoder.
  return bytes >= 0 ? (bytes * 8) / ms : null;
}

function bytesOf({ stats }: TransceiverState): number {
  return (stats?.layers ?? []).reduce((sum, layer) => sum + (layer.bytesSent ?? 0), 0);
}
