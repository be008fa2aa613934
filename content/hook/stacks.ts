import { includes, indexOf, slice } from './lists';
import { defineProperty, deleteProperty, getOwnPropertyDescriptor, NativeError, SafeMap } from './natives';

/** Call stacks as V8 text, each kept once. Bounded: after the last slot a call has no stack. */
const MOST = 500;
const LONGEST = 4000;
const DEPTH = 30;
const known = new SafeMap<string, number>();
export const stacks: string[] = [];

/**
 * Sets a property of Error for a moment. @returns what puts it back; null for an accessor or a frozen
 * Error, where that would run the page's code or can't be done.
 */
function setOnError(name: string, value: unknown): (() => void) | null {
  const before = getOwnPropertyDescriptor(NativeError, name);
  if (before && (!before.configurable || !('value' in before))) return null;
  const ours = { value, writable: true, enumerable: true, configurable: true };
  if (!defineProperty(NativeError, name, ours)) return null;
  return () => {
    if (before) defineProperty(NativeError, name, before);
    else deleteProperty(NativeError, name);
  };
}

/** Runs with Error.prepareStackTrace and stackTraceLimit of the page set aside (Sentry and zone.js set them). */
function withPlainStacks(read: () => string): string | null {
  const restorePrepare = setOnError('prepareStackTrace', undefined);
  const restoreLimit = restorePrepare && setOnError('stackTraceLimit', DEPTH);
  try {
    return restoreLimit && read();
  } finally {
    restoreLimit?.();
    restorePrepare?.();
  }
}

const readStack = () => new NativeError().stack ?? '';
const ownUrl = /((?:chrome|moz)-extension:\/\/[^\s)]+?):\d+:\d+/.exec(withPlainStacks(readStack) ?? '')?.[1];

/** The page's frames of the present call. @returns an index into `stacks`, or null for "no stack". */
export function captureStack(): number | null {
  const text = withPlainStacks(readStack);
  if (!text) return null;
  const before = known.get(text);
  if (before !== undefined) return before;
  if (stacks.length >= MOST) return null;
  const index = stacks.length;
  known.set(text, index);
  stacks[index] = withoutOwnFrames(text);
  return index;
}

/** The text behind an index that captureStack() gave; empty for "no stack". */
export const stackText = (index: number | null): string => (index === null ? '' : (stacks[index] ?? ''));

/** Drops the head line ("Error") and the hook's own frames; keeps the columns. */
function withoutOwnFrames(text: string): string {
  let kept = '';
  let start = indexOf(text, '\n') + 1;
  while (start > 0 && start < text.length && kept.length < LONGEST) {
    const end = indexOf(text, '\n', start);
    const line = slice(text, start, end < 0 ? text.length : end);
    if (!ownUrl || !includes(line, ownUrl)) kept += kept ? `\n${line}` : line;
    if (end < 0) break;
    start = end + 1;
  }
  return slice(kept, 0, LONGEST);
}
