/** Forgets the oldest where there are too many: first of those that are over, then of all. */
export function prune<K, T>(map: Map<K, T>, most: number, isOver: (value: T) => boolean = () => true): void {
  for (const [key, value] of map) {
    if (map.size <= most) return;
    if (isOver(value)) map.delete(key);
  }
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
