import type { PatchEntry } from '../../protocol/log';

/** Reason codes of an entry, each once: its own, and those of the candidates it refused. */
export function reasonsOf({ reason, candidates }: PatchEntry): Set<string> {
  return new Set([reason, ...candidates.map((each) => each.reason)]);
}

/** How many entries each reason stands in, most first. */
export function countReasons(entries: Iterable<PatchEntry>): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const entry of entries) for (const reason of reasonsOf(entry)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
