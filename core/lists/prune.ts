/** Forgets the oldest where there are too many. */
export function prune<K, T>(map: Map<K, T>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

/** Forgets the oldest of those that are over where there are too many of them; others all stay. */
export function pruneOver<K, T>(map: Map<K, T>, most: number, isOver: (value: T) => boolean): K[] {
  if (map.size <= most) return [];
  const over = [...map].filter(([, value]) => isOver(value)).map(([key]) => key);
  const forgotten = over.slice(0, Math.max(0, over.length - most));
  for (const key of forgotten) map.delete(key);
  return forgotten;
}
