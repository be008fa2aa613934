/** Deletes the oldest entries until at most `max` are left. */
export function prune<K, T>(map: Map<K, T>, max: number): void {
  // It is asked for every sample: without anything to do nothing is made.
  if (map.size <= max) return;
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}

/** Deletes the oldest ended entries until at most `max` of them are left. Entries that have not ended stay. */
export function pruneEnded<K, T>(map: Map<K, T>, max: number, hasEnded: (value: T) => boolean): K[] {
  if (map.size <= max) return [];
  const ended = [...map].filter(([, value]) => hasEnded(value)).map(([key]) => key);
  const forgotten = ended.slice(0, Math.max(0, ended.length - max));
  for (const key of forgotten) map.delete(key);
  return forgotten;
}
