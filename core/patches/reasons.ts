import type { PatchEntry } from '../../protocol/log';

/** Unique reason codes of an entry: its own, and those of its refused candidates. */
export function reasonsOf({ reason, candidates }: PatchEntry): Set<string> {
  return new Set([reason, ...candidates.map((candidate) => candidate.reason)]);
}

/** Number of entries per reason, the most frequent first. */
export function countReasons(entries: Iterable<PatchEntry>): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const entry of entries) for (const reason of reasonsOf(entry)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
