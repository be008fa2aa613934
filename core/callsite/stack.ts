import { parseV8OrIeString } from 'error-stack-parser-es/lite';
import { parseGecko, type RawFrame } from './gecko';
import { sdkOf, sdkOfSource, sdksByName, sdkVersionOf } from './sdk';

export interface Frame {
  /** Function name as V8 gives it (`async share`, `new Foo`), in Firefox without its class; null for top-level or unnamed code. */
  fn: string | null;
  /** Where a source map leads to, if the stack holds that; else of the script. */
  url: string;
  /** Starts at 1, as in the stack; null if the engine gave none. */
  line: number | null;
  column: number | null;
  /** The client library that the script belongs to, if recognized. */
  sdk: string | null;
  /** The frame as published, where the other fields are from a source map. */
  published?: RawFrame;
}

/** Stands in a line of a stack between the frame as written and the same frame as published (`mapped.ts`). */
export const PUBLISHED_AS = ' <- ';

/** By the text of a stack; the culprit where somebody has asked for it. */
const cache = new Map<string, { frames: Frame[]; culprit: Culprit | null }>();
const MAX_CACHED_STACKS = 2_000;
const MAX_LINES = 100;
const MAX_LINE_LENGTH = 1_000;

/** Frames of a stack text of Chrome or Firefox, innermost first; frames without a script (native, anonymous) are left out. */
export const parseStack = (text: string): Frame[] => readOnce(text).frames;

function readOnce(text: string): { frames: Frame[]; culprit: Culprit | null } {
  let read = cache.get(text);
  if (!read) {
    read = { frames: readFrames(text), culprit: null };
    if (cache.size >= MAX_CACHED_STACKS) cache.clear();
    cache.set(text, read);
  }
  return read;
}

function readFrames(text: string): Frame[] {
  try {
    const parse = parserOf(text);
    const frames = text
      .split('\n', MAX_LINES)
      .flatMap((line) => parseLine(line, parse))
      .filter(({ url }) => !/^(?:native|index \d+|self-hosted|<anonymous code>)$/.test(url))
      .map((frame) => ({
        ...frame,
        sdk: sdkOf(publishedAs(frame).url) ?? (frame.published ? sdkOfSource(frame.url) : null),
      }));
    const byName = sdksByName(frames.map(publishedAs));
    return frames.map((frame, i) => (frame.sdk ? frame : { ...frame, sdk: byName[i]! }));
  } catch {
    // A page can shape its stacks. Text that can't be parsed is not a stack.
    return [];
  }
}

type Parse = (line: string) => RawFrame[];

/** What reads one line of a stack of this engine. */
export const parserOf = (text: string): Parse => (isV8(text) ? parseV8 : parseGecko);
export const isV8 = (text: string): boolean => /^[ \t]*at /m.test(text);

function parseLine(line: string, parse: Parse): (RawFrame & { published?: RawFrame })[] {
  const at = line.lastIndexOf(PUBLISHED_AS);
  const [written] = at < 0 ? [] : parse(shortened(line.slice(0, at)));
  const [published] = written ? parse(shortened(line.slice(at + PUBLISHED_AS.length))) : [];
  return written && published ? [{ ...written, published }] : parse(shortened(line));
}

function parseV8(text: string): RawFrame[] {
  return parseV8OrIeString(text).flatMap(({ function: fn, file, line, col }) =>
    file ? [{ fn: fn ?? null, url: file, line: line ?? null, column: col ?? null }] : [],
  );
}

/** The parser's regular expressions take quadratic time on a long line, and the page chooses the names in it. */
const shortened = (line: string) => (line.length > MAX_LINE_LENGTH ? line.slice(-MAX_LINE_LENGTH) : line);

/** The frame in the script that the browser ran. */
export const publishedAs = (frame: RawFrame & { published?: RawFrame }): RawFrame => frame.published ?? frame;

/** Version of the library that a frame belongs to; null where no path tells. */
export const versionOf = (frame: Frame): string | null =>
  sdkVersionOf(publishedAs(frame).url) ?? sdkVersionOf(frame.url);

export interface Culprit {
  /** First frame outside recognized libraries and extensions: the app's line. */
  app: Frame | null;
  /** First frame inside a recognized library. */
  sdk: Frame | null;
  /** The app's line is the one that captured the track, because the publishing call's stack names only the library. */
  captured?: boolean;
}

/** The lines a call came from: the app's, and the library's in between. */
export function culpritOf(text: string | null | undefined): Culprit {
  if (!text) return NOBODY;
  const read = readOnce(text);
  read.culprit ??= culpritAmong(read.frames.filter((frame) => !/^[\w-]+-extension:/.test(publishedAs(frame).url)));
  return read.culprit;
}

const NOBODY: Culprit = { app: null, sdk: null };

function culpritAmong(frames: readonly Frame[]): Culprit {
  return {
    app: frames.find((frame) => !frame.sdk) ?? null,
    sdk: frames.find((frame) => frame.sdk) ?? null,
  };
}

/** The frame to show for a call: the app's, else the library's; null if neither is known. */
export const shownFrame = ({ app, sdk }: Pick<Culprit, 'app' | 'sdk'>): Frame | null => app ?? sdk;

/** A key that calls from the same line share, regardless of the rest of their stacks; empty if no line is known. */
export function placeKey(culprit: Culprit): string {
  const frame = shownFrame(culprit);
  if (!frame) return '';
  let key = places.get(frame);
  if (key === undefined) {
    key = keyOfPlace(publishedAs(frame));
    places.set(frame, key);
  }
  return key;
}

/** The same few frames are asked for with each transceiver. */
const places = new WeakMap<Frame, string>();

export const keyOfPlace = ({ url, line, column }: Pick<Frame, 'url' | 'line' | 'column'>) => `${url}:${line}:${column}`;

/** The same for calls of one function of a script, whatever their lines; of unnamed code, the line. */
export function functionKey(culprit: Culprit): string {
  const frame = shownFrame(culprit);
  const { fn, url } = frame ? publishedAs(frame) : { fn: null, url: '' };
  const name = fn?.replace(/^async /, '');
  return name ? `${url} ${name}` : placeKey(culprit);
}

/** `app.js:214:9`: the script's file name with line and column. */
export function shortPlace(frame: Pick<Frame, 'url' | 'line' | 'column'>): string {
  const path = frame.url.replace(/[?#].*$/, '');
  const file = path.split('/').filter(Boolean).pop() ?? path;
  return [file, frame.line, frame.column].filter((part) => part !== null).join(':');
}

/** What a filter finds a frame by: its names, places and addresses, as written and as published. */
export function wordsOf(frame: Frame): string {
  const each = [frame, ...(frame.published ? [frame.published] : [])];
  return each.flatMap(({ fn, ...place }) => [fn, shortPlace(place), place.url]).join(' ');
}

/** `share() app.js:214:9`. */
export function framePlace(frame: Frame): string {
  const fn = frame.fn?.replace(/^async /, '').replace(/ \[as .*$/, '');
  return fn ? `${fn}() ${shortPlace(frame)}` : shortPlace(frame);
}
