import type { Transport } from './transport';

/** Settings in localStorage; where that is blocked (cookies off) they last as long as the panel. */
export function browserSettings(): Transport['settings'] {
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return localStorage.getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key, value) {
      memory.set(key, value);
      try {
        localStorage.setItem(key, value);
      } catch {
        // Kept in memory.
      }
    },
  };
}
