import { add, firstGroup, slice } from './base/lists';
import { deleteProperty, hasOwn, NativeError, readDescriptor, SafeMap, setOwn } from './base/natives';

/** Call stacks as the engine writes them, each kept once. Bounded: after the last slot a call has no stack. */
const MAX_STACKS = 500;
const MAX_FRAMES = 30;
const MAX_TEXT = 4_000;
/** V8 writes a head line, "Error", before the frames; Firefox, whose frames have an @ each, does not. */
const FRAMES = /^(?:[^\n@]*(?:\n|$))?(.*)/s;
/** By the text as the engine wrote it: most calls come from where others did, and need no more than to look it up. */
const indexes = new SafeMap<string, number>();
export const stacks: string[] = [];

const { captureStackTrace } = NativeError;

/**
 * Runs `work` while a property of Error has another value. Not where an accessor or a read-only one is in
 * its place, since that would run the page's code or can't be done.
 */
function withError<T>(name: string, value: unknown, work: () => T): T | undefined {
  const before = readDescriptor(NativeError, name);
  const writable = before ? hasOwn(before, 'value') && before.writable : setOwn(NativeError, name, value);
  if (!writable) return undefined;
  // Its own and no accessor, so that an assignment is no call; defining it anew costs far more.
  NativeError[name] = value;
  try {
    return work();
  } finally {
    if (before) NativeError[name] = before.value;
    else deleteProperty(NativeError, name);
  }
}

/** The stack with Error.prepareStackTrace and stackTraceLimit of the page set aside (Sentry and zone.js set them). */
function readStack(below: object): string | undefined {
  const take = () =>
    withError('stackTraceLimit', MAX_FRAMES, () => {
      // Not an Error, whose head line would consult Error.prototype.name.
      const holder: { stack?: string } = { __proto__: null } as never;
      captureStackTrace(holder, below as () => void);
      return holder.stack;
    });
  return 'prepareStackTrace' in NativeError ? withError('prepareStackTrace', undefined, take) : take();
}

/**
 * The page's frames of the present call.
 * @param below our outermost function of the call: only what is beneath it is written out, which costs most
 * @returns an index into `stacks`, or null for "no stack"
 */
export function captureStack(below: object): number | null {
  const text = slice(readStack(below) ?? '', 0, MAX_TEXT);
  if (text && stacks.length < MAX_STACKS && indexes.get(text) === undefined) {
    indexes.set(text, stacks.length);
    add(stacks, firstGroup(FRAMES, text)!);
  }
  return indexes.get(text) ?? null;
}

/** The text behind an index that captureStack() gave; empty for "no stack". */
export const stackText = (index: number | null): string => (index === null ? '' : (stacks[index] ?? ''));
