import { defineProperty, getOwnPropertyDescriptor, NativeError, SafeMap } from './natives';

/** Call stacks as V8 text, each kept once. Bounded: after the last slot a call has no stack. */
const MOST = 500;
const LONGEST = 4000;
const DEPTH = 30;
const indexOf = new SafeMap<string, number>();
export const stacks: string[] = [];

/** Runs with Error.prepareStackTrace and stackTraceLimit of the page set aside (Sentry and zone.js set them). */
function withPlainStacks(read: () => string): string | null {
  const prepare = getOwnPropertyDescriptor(NativeError, 'prepareStackTrace');
  const limit = getOwnPropertyDescriptor(NativeError, 'stackTraceLimit');
  // An accessor, or a frozen Error: reading the stack would run the page's code, so there is none.
  if (prepare && (!prepare.configurable || !('value' in prepare))) return null;
  if (limit && (!limit.configurable || !('value' in limit))) return null;
  if (prepare && !defineProperty(NativeError, 'prepareStackTrace', { ...prepare, value: undefined })) return null;
  const raised = defineProperty(NativeError, 'stackTraceLimit', {
    value: DEPTH,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  try {
    return raised ? read() : null;
  } finally {
    if (prepare) defineProperty(NativeError, 'prepareStackTrace', prepare);
    if (limit) defineProperty(NativeError, 'stackTraceLimit', limit);
    else Reflect.deleteProperty(NativeError, 'stackTraceLimit');
  }
}

const readStack = () => new NativeError().stack ?? '';
const ownUrl = /((?:chrome|moz)-extension:\/\/[^\s)]+?):\d+:\d+/.exec(withPlainStacks(readStack) ?? '')?.[1];

/** The page's frames of the present call. @returns an index into `stacks`, or null for "no stack". */
export function captureStack(): number | null {
  const text = withPlainStacks(readStack);
  if (!text) return null;
  const known = indexOf.get(text);
  if (known !== undefined) return known;
  if (stacks.length >= MOST) return null;
  const index = stacks.length;
  indexOf.set(text, index);
  stacks[index] = withoutOwnFrames(text);
  return index;
}

/** Drops the head line ("Error") and the hook's own frames; keeps the columns. */
function withoutOwnFrames(text: string): string {
  let kept = '';
  let start = text.indexOf('\n') + 1;
  while (start > 0 && start < text.length && kept.length < LONGEST) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (!ownUrl || !line.includes(ownUrl)) kept += kept ? `\n${line}` : line;
    if (end < 0) break;
    start = end + 1;
  }
  return kept.slice(0, LONGEST);
}
