import { parseV8OrIeString } from 'error-stack-parser-es/lite';
import { sdkOf, sdksByName } from './sdk';

export interface Frame {
  /** Function name as V8 gives it (`async share`, `new Foo`); null for top-level or unnamed code. */
  fn: string | null;
  url: string;
  /** Counting from 1, as in the stack; null where the engine gave none. */
  line: number | null;
  column: number | null;
  /** The client library the script belongs to, where recognised. */
  sdk: string | null;
}

const cache = new Map<string, Frame[]>();
const CACHED_STACKS = 2_000;
const MAX_LINES = 100;
const MAX_LINE = 1_000;

/** Frames of a V8 stack text, innermost first; frames without a script (native, anonymous) are left out. */
export function parseStack(text: string): Frame[] {
  const known = cache.get(text);
  if (known) return known;
  const frames = readFrames(text);
  if (cache.size >= CACHED_STACKS) cache.clear();
  cache.set(text, frames);
  return frames;
}

function readFrames(text: string): Frame[] {
  try {
    const frames = parseV8OrIeString(bounded(text)).flatMap(({ function: fn, file, line, col }) => {
      if (!file || file === 'native' || /^index \d+$/.test(file)) return [];
      return [{ fn: fn ?? null, url: file, line: line ?? null, column: col ?? null, sdk: sdkOf(file) }];
    });
    const byName = sdksByName(frames.map(({ fn }) => fn));
    return frames.map((frame, i) => (frame.sdk ? frame : { ...frame, sdk: byName[i]! }));
  } catch {
    // A page can shape its stacks; one that cannot be read is no stack.
    return [];
  }
}

/** The parser's expressions take quadratic time on a long line, and the page chooses its names. */
function bounded(text: string): string {
  const lines = text.split('\n', MAX_LINES);
  return lines.map((line) => (line.length > MAX_LINE ? line.slice(-MAX_LINE) : line)).join('\n');
}

export interface Culprit {
  /** First frame outside recognised libraries and extensions: the app's line. */
  app: Frame | null;
  /** First frame inside a recognised library. */
  sdk: Frame | null;
  /** The app's line is where the track was captured: the publishing call's stack names the library alone. */
  captured?: boolean;
}

/** Whose line a call came from: the app's, and the library's in between. */
export function culpritOf(text: string | null | undefined): Culprit {
  const frames = text ? parseStack(text).filter((frame) => !/^\w+-extension:/.test(frame.url)) : [];
  return {
    app: frames.find((frame) => !frame.sdk) ?? null,
    sdk: frames.find((frame) => frame.sdk) ?? null,
  };
}

/** The same for calls of the same line, whatever else is on their stacks; empty where no line is known. */
export function placeKey({ app, sdk }: Culprit): string {
  const frame = app ?? sdk;
  return frame ? `${frame.url}:${frame.line}:${frame.column}` : '';
}

/** The same for calls of one function of a script, whatever their lines; of unnamed code, the line. */
export function functionKey(culprit: Culprit): string {
  const frame = culprit.app ?? culprit.sdk;
  const fn = frame?.fn?.replace(/^async /, '');
  return fn ? `${frame!.url} ${fn}` : placeKey(culprit);
}

/** `app.js:214:9`: the script's file name with line and column. */
export function shortPlace(frame: Frame): string {
  const path = frame.url.replace(/[?#].*$/, '');
  const file = path.split('/').filter(Boolean).pop() ?? path;
  return [file, frame.line, frame.column].filter((part) => part !== null).join(':');
}

/** `share() app.js:214:9`. */
export function framePlace(frame: Frame): string {
  const fn = frame.fn?.replace(/^async /, '').replace(/ \[as .*$/, '');
  return fn ? `${fn}() ${shortPlace(frame)}` : shortPlace(frame);
}
