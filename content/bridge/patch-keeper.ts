import { PATCHES, type Patch } from '../../protocol/patches';

/**
 * Carries the patch over a reload. The key exists only between the pagehide of a patched document
 * and the start of the next one, so that neither window.open() children nor duplicated tabs, which
 * get a copy of sessionStorage, inherit it. The panel confirms it, or it ends.
 */
const KEY = 'transceiver-inspector:patch';
/** How old a key may be, in ms: from one document's end to the start of the next. */
const FRESH_MS = 10_000;
/** How long it stays once it was read, in ms: sibling frames read it too. */
const READ_MS = 2_000;

export function keepForNextDocument(patch: Patch): void {
  if (patch === 'none') return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ patch, leftAt: Date.now() }));
  } catch {
    // Sandboxed, or storage blocked: the next document starts unpatched until the panel reaches it.
  }
}

/**
 * A key that no document starts with does not stay: one left for a document that was there already
 * (from the bfcache or prerendered), or by a frame that was removed.
 */
export function removeUnread(): void {
  setTimeout(() => {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Storage is blocked: there is no key.
    }
  }, READ_MS);
}

/** A frame of this page and origin left a key. */
export const isKept = (event: StorageEvent) => event.key === KEY && event.newValue !== null;

/** The patch that the document before this one left. */
export function takeFromLastDocument(): Patch {
  try {
    const text = sessionStorage.getItem(KEY);
    if (!text) return 'none';
    removeUnread();
    const { patch, leftAt } = JSON.parse(text) as { patch?: unknown; leftAt?: unknown };
    const fresh = typeof leftAt === 'number' && Math.abs(Date.now() - leftAt) < FRESH_MS;
    return (fresh && PATCHES.find((each) => each === patch)) || 'none';
  } catch {
    return 'none';
  }
}
