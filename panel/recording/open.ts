import type { Recording } from './data';
import { fromDump } from './dump/convert';
import { isObject, readDump } from './dump/shape';
import { BadFile } from './fault';
import { readRecording } from './format';
import { type ReadOptions, readText } from './pack';
import { textInReport } from './report';

/** So long the page may stand still between two steps, in ms. */
const SLICE_MS = 50;

/**
 * Opens a file: a recording, a webrtc-internals dump, or a saved report, gzip or not; its content
 * decides which, not its name.
 * @throws {BadFile} with one sentence on what is wrong and where
 */
export async function openRecording(file: Blob, options: ReadOptions = {}): Promise<Recording> {
  const text = await readText(file, options);
  const work = parsing(text);
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    options.signal?.throwIfAborted();
    since = performance.now();
  }
}

/**
 * As openRecording, of a text that is there already.
 * @throws {BadFile}
 */
export function parseRecording(text: string): Recording {
  const work = parsing(text);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** In steps, between which others may go first. */
function* parsing(text: string): Generator<void, Recording, void> {
  const start = text.slice(0, 100).trimStart().toLowerCase();
  if (start.startsWith('rtcstatsdump')) {
    throw new BadFile(
      'This is an "rtcstats dump"; chrome://webrtc-internals has a "webrtc-internals dump" beside it, which is needed here.',
    );
  }
  yield;
  const json = parse(start.startsWith('<!doctype html') ? textInReport(text) : text);
  if (isObject(json) && 'PeerConnections' in json) return yield* fromDump(readDump(json));
  if (isObject(json) && json.format === 'transceiver-inspector-recording') return readRecording(json);
  throw new BadFile(
    `This is ${kindOf(json)}, but neither a recording of Transceiver Inspector nor a webrtc-internals dump.`,
  );
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
  const line = text.slice(0, position).split('\n').length;
  return `The file is no valid JSON: the fault is at character ${position} (line ${line}).`;
}
