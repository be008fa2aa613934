import type { DocumentInfo } from '../../protocol/messages';

let info: DocumentInfo | undefined;

/**
 * This document's identity, made when it is first asked for: few documents ever are. The id is random:
 * crypto.randomUUID is missing on insecure origins.
 */
export function documentInfo(): DocumentInfo {
  info ??= {
    id: crypto.getRandomValues(new Uint32Array(4)).join('-'),
    url: location.href.slice(0, 2000),
    top: window === window.top,
    startedAt: performance.timeOrigin,
  };
  return info;
}

/** How long a reading of the heap's size holds, in ms: to Chrome it is as much work as ten transceivers. */
const HEAP_MS = 5_000;
let heap: number | null = null;
let heapReadAt = 0;

/** Bytes of the JavaScript heap; null where the browser does not say. */
export function heapBytes(): number | null {
  if (Date.now() - heapReadAt < HEAP_MS) return heap;
  heapReadAt = Date.now();
  heap = (performance as Performance & { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? null;
  return heap;
}
