import { add, firstGroup } from './base/lists';
import { deleteProperty, hasOwn, NativeError, readDescriptor, SafeMap, setOwn } from './base/natives';

/** Call stacks as the engine writes them, each kept once. Bounded: after the last slot a call has no stack. */
const MAX_STACKS = 500;
const MAX_FRAMES = 30;
/** V8 writes a head line, "Error", before the frames; Firefox, whose frames have an @ each, does not. */
const FRAMES = /^(?:[^\n@]*(?:\n|$))?(.{0,4000})/s;
const indexes = new SafeMap<string, number>();
export const stacks: string[] = [];

const { captureStackTrace } = NativeError;
const errors = NativeError as unknown as Record<string, unknown>;

/**
 * Sets a property of Error for a moment. @returns what puts it back; null for an accessor or a read-only
 * one, where that would run the page's code or can't be done.
 */
function setOnError(name: string, value: unknown): (() => void) | null {
  const before = readDescriptor(errors, name);
  if (!before) return setOwn(errors, name, value) ? () => deleteProperty(errors, name) : null;
  // Its own and no accessor, so that an assignment is no call; defining it anew costs far more.
  if (!hasOwn(before, 'value') || !before.writable) return null;
  errors[name] = value;
  return () => {
    errors[name] = before.value;
  };
}

/** The stack with Error.prepareStackTrace and stackTraceLimit of the page set aside (Sentry and zone.js set them). */
function readStack(below: object): string | null {
  const shielded = 'prepareStackTrace' in errors;
  const restorePrepare = shielded ? setOnError('prepareStackTrace', undefined) : null;
  const restoreLimit = shielded && !restorePrepare ? null : setOnError('stackTraceLimit', MAX_FRAMES);
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
  const frames = firstGroup(FRAMES, text)!;
  const before = indexes.get(frames);
  if (before !== undefined) return before;
  if (stacks.length >= MAX_STACKS) return null;
  const index = stacks.length;
  indexes.set(frames, index);
  add(stacks, frames);
  return index;
}

/** The text behind an index that captureStack() gave; empty for "no stack". */
export const stackText = (index: number | null): string => (index === null ? '' : (stacks[index] ?? ''));
