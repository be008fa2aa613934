import { add, indexOf, slice } from './lists';
import { defineProperty, deleteProperty, getOwnPropertyDescriptor, NativeError, SafeMap } from './natives';

/** Call stacks as V8 text, each kept once. Bounded: after the last slot a call has no stack. */
const MOST = 500;
const LONGEST = 4000;
const DEPTH = 30;
const known = new SafeMap<string, number>();
export const stacks: string[] = [];

const captureStackTrace = NativeError.captureStackTrace;

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

/** The stack with Error.prepareStackTrace and stackTraceLimit of the page set aside (Sentry and zone.js set them). */
function readStack(below: object): string | null {
  const shielded = 'prepareStackTrace' in NativeError;
  const restorePrepare = shielded ? setOnError('prepareStackTrace', undefined) : null;
  const restoreLimit = shielded && !restorePrepare ? null : setOnError('stackTraceLimit', DEPTH);
  if (!restoreLimit) {
    restorePrepare?.();
    return null;
  }
  // Not an Error, whose head line would consult Error.prototype.name.
  const holder: { stack: string } = { __proto__: null } as never;
  try {
    captureStackTrace(holder, below as () => void);
    return holder.stack;
  } finally {
    restoreLimit();
    restorePrepare?.();
  }
}

/**
 * The page's frames of the present call.
 * @param below our outermost function of the call: only what is beneath it is written out, which costs most
 * @returns an index into `stacks`, or null for "no stack"
 */
export function captureStack(below: object): number | null {
  const text = readStack(below);
  if (!text) return null;
  // After the head line, "Error".
  const start = indexOf(text, '\n') + 1;
  const frames = start ? slice(text, start, start + LONGEST) : '';
  const before = known.get(frames);
  if (before !== undefined) return before;
  if (stacks.length >= MOST) return null;
  const index = stacks.length;
  known.set(frames, index);
  add(stacks, frames);
  return index;
}

/** The text behind an index that captureStack() gave; empty for "no stack". */
export const stackText = (index: number | null): string => (index === null ? '' : (stacks[index] ?? ''));
