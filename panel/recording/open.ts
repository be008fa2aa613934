import { FORMAT, type Recording } from './data';
import { fromDump } from './dump/convert';
import { INNER_BOUNDS, isObject, readDump } from './dump/shape';
import { BadFile, tooMuch } from './fault';
import { FILE_BOUNDS, readRecording } from './format';
import { type FileSource, type ReadOptions, readText } from './pack';
import { textInReport } from './report';
import { OutOfBounds } from './scan/bounds';
import { JsonScan, scanJson } from './scan/scan';

const LINE_END = 0x0a;
const SPACE = 0x20;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
/** UTF-8 files may begin with these. */
const BOM = [0xef, 0xbb, 0xbf];
/** A dump is JSON with more JSON in its texts. */
const BOUNDS = { ...FILE_BOUNDS, within: { members: ['PeerConnections', 'getUserMedia'], bounds: INNER_BOUNDS } };
/** So long the page may stand still between two steps, in ms. */
const SLICE_MS = 50;
/** So long the steps may take in all; the largest files that are good take a few seconds. */
const MAX_WORK_MS = 60_000;

/**
 * Opens a file: a recording, a webrtc-internals dump, or a saved report, gzip or not; its content
 * decides which, not its name. What it would come to is counted while it unpacks, before any of it
 * becomes a value.
 * @throws {BadFile} with one sentence on what is wrong and where
 */
export async function openRecording(file: FileSource, options: ReadOptions = {}): Promise<Recording> {
  const work = convert(toJson(await readText(file, guard(), options)));
  await others(options.signal);
  let worked = 0;
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    const slice = performance.now() - since;
    if (slice < SLICE_MS) continue;
    worked += slice;
    if (worked > MAX_WORK_MS) throw new BadFile(tooMuch(`takes more than ${MAX_WORK_MS / 1000} s to work out`));
    await others(options.signal);
    since = performance.now();
  }
}

/** Lets others go first. @throws where the signal is aborted meanwhile */
async function others(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal?.throwIfAborted();
}

/**
 * As openRecording, of a text that is there already.
 * @throws {BadFile}
 */
export function parseRecording(text: string): Recording {
  guard(text.length)(new TextEncoder().encode(text));
  const work = convert(toJson(text));
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/**
 * Looks at a text as it comes. An object is counted, a list is refused at its first character; what
 * is neither can hold no bomb, and HTML is looked at again when its recording is taken out.
 */
function guard(size?: number): (piece: Uint8Array) => void {
  const scan = new JsonScan(BOUNDS, size);
  let start: number | undefined;
  return (piece) => {
    start ??= piece.find((byte) => byte > SPACE && !BOM.includes(byte));
    if (start === OPEN_LIST) throw new BadFile(unknown('a JSON list'));
    if (start === undefined || start === OPEN_OBJECT) bounded(() => scan.feed(piece));
  };
}

/** @throws {BadFile} instead of OutOfBounds */
function bounded(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof OutOfBounds ? new BadFile(tooMuch(error.message)) : error;
  }
}

const unknown = (what: string) =>
  `This is ${what}, but neither a recording of Transceiver Inspector nor a webrtc-internals dump.`;

/** The text itself is not held any longer than this takes. */
function toJson(text: string): unknown {
  const start = text.slice(0, 100).trimStart().toLowerCase();
  if (start.startsWith('rtcstatsdump')) {
    throw new BadFile(
      'This is an "rtcstats dump"; chrome://webrtc-internals has a "webrtc-internals dump" beside it, which is needed here.',
    );
  }
  if (!start.startsWith('<!doctype html')) return parse(text);
  const inside = textInReport(text);
  bounded(() => scanJson(inside, BOUNDS));
  return parse(inside);
}

/** In steps, between which others may go first. */
function* convert(json: unknown): Generator<void, Recording, void> {
  if (isObject(json) && 'PeerConnections' in json) return yield* fromDump(readDump(json));
  if (isObject(json) && json.format === FORMAT) return readRecording(json);
  throw new BadFile(unknown(kindOf(json)));
}

function kindOf(json: unknown): string {
  if (!isObject(json)) return Array.isArray(json) ? 'a JSON list' : 'JSON';
  const names = Object.keys(json).slice(0, 3);
  return names.length === 0
    ? 'an empty JSON object'
    : `JSON with ${names.map((each) => `"${each.slice(0, 30)}"`).join(', ')}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadFile(syntaxSentence(text, error));
  }
}

/** Without the excerpt that engines quote: what stands in the file stays in it. */
function syntaxSentence(text: string, error: unknown): string {
  if (text.trim() === '') return 'The file holds nothing but blanks.';
  const message = error instanceof Error ? error.message : '';
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (/end of JSON/.test(message) || position >= text.trimEnd().length) {
    return `The file ends too early, after ${text.length} characters: it is not complete.`;
  }
  if (Number.isNaN(position)) return 'The file is text, but no JSON.';
  let line = 1;
  for (let at = 0; at < position; at++) if (text.charCodeAt(at) === LINE_END) line++;
  return `The file is no valid JSON: the fault is at character ${position} (line ${line}).`;
}
