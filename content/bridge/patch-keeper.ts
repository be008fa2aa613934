import { PATCHES, type Patch } from '../../protocol/state';

/**
 * Carries the patch over a reload. The key exists only between the pagehide of a patched document
 * and the start of the next one, so that neither window.open() children nor duplicated tabs, which
 * get a copy of sessionStorage, inherit it. The panel confirms it, or it ends.
 */
const KEY = 'transceiver-inspector:patch';
/** How old a key may be, in ms: from one document's end to the start of the next. */
const FRESH_MS = 10_000;

export function keepForNextDocument(patch: Patch): void {
  if (patch === 'none') return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ patch, leftAt: Date.now() }));
  } catch {
    // Sandboxed, or storage blocked: the next document starts unpatched until the panel reaches it.
  }
}

/** The patch that the document before this one left; the key goes once sibling frames have read it. */
export function takeFromLastDocument(): Patch {
  try {
    const text = sessionStorage.getItem(KEY);
    if (!text) return 'none';
    setTimeout(() => sessionStorage.removeItem(KEY), FRESH_MS / 5);
    const { patch, leftAt } = JSON.parse(text) as { patch?: unknown; leftAt?: unknown };
    const fresh = typeof leftAt === 'number' && Math.abs(Date.now() - leftAt) < FRESH_MS;
    return (fresh && PATCHES.find((each) => each === patch)) || 'none';
  } catch {
    return 'none';
  }
}
