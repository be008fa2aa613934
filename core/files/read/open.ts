import { BadFile, tooMuchSentence } from '../fault';
import type { RecordingModel } from '../format/recording-model';
import { FILE_BOUNDS } from '../format/schema';
import { IMPORTERS } from '../importers';
import type { FileSource, ReadOptions } from '../pack';
import { bounded } from '../scan/bounded';
import { JsonScan } from '../scan/scan';
import { Content } from './content';
import { createLineScan, isEventLine } from './lines';
import { contentsOf } from './split';
import { readTexts } from './texts';

const HEAD_LENGTH = 4096;
const SPACE = 0x20;
const OPEN_LIST = 0x5b;
/** Of `RTCStatsDump`. */
const LETTER_R = 0x52;
const OPEN_OBJECT = 0x7b;
/** UTF-8 files may begin with these. */
const BOM = [0xef, 0xbb, 0xbf];
/** Longest time between two steps that blocks the page, in ms. */
const SLICE_MS = 50;
/** Most processor time for all steps. The largest valid files take a few seconds. */
const MAX_WORK_MS = 60_000;

/** One of the recordings in a file, or what keeps it from being read. */
export type Part = { name: string | null } & ({ recording: RecordingModel } | { fault: BadFile });

export interface NamedRecording {
  name: string;
  recording: RecordingModel;
}

/**
 * Opens a file of any kind that an importer reads, packed or not: several where it is an archive, or
 * where dumps stand one behind the other. What is not a recording in an archive is a part with its
 * fault. Kinds are recognized by the content, not by the name. The size of the result is counted while
 * the file unpacks, before any of it is parsed.
 * @throws {BadFile} with one sentence on what is wrong and where, if no part opens
 */
export async function openAll(file: FileSource, options: ReadOptions = {}): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const { name, text } of readTexts(file, createScan, options)) {
    const contents = text instanceof BadFile ? [text] : contentsOf(text);
    for (const [i, content] of contents.entries()) {
      const part = contents.length > 1 ? `${name ? `${name} ` : ''}${i + 1} of ${contents.length}` : name;
      try {
        if (content instanceof BadFile) throw content;
        parts.push({ name: part, recording: await worked(read(content), options) });
      } catch (error) {
        if (!(error instanceof BadFile)) throw error;
        parts.push({ name: part, fault: error });
      }
    }
  }
  if (parts.some((part) => 'recording' in part)) return parts;
  throw faultOfAll(parts);
}

/**
 * Like openAll, for a file that holds one recording.
 * @throws {BadFile} also if it holds several
 */
export async function openRecording(file: FileSource, options: ReadOptions = {}): Promise<RecordingModel> {
  const recordings = (await openAll(file, options)).flatMap((part) => ('recording' in part ? part.recording : []));
  if (recordings.length === 1) return recordings[0]!;
  throw new BadFile(`The file holds ${recordings.length} recordings, and only one can be opened here: unpack it.`);
}

/** The recordings in a file; one of an archive by the archive's name and its own. */
export function recordingsIn(file: string, parts: readonly Part[], isArchive: boolean): NamedRecording[] {
  return parts.flatMap((part) =>
    'recording' in part ? { name: isArchive ? `${file}: ${part.name ?? ''}` : file, recording: part.recording } : [],
  );
}

/** What is said of a file of which some parts can't be read; null if all can. */
export function faultsSentence(parts: readonly Part[]): string | null {
  const bad = parts.flatMap((part) =>
    'fault' in part ? [`"${(part.name ?? '').slice(0, 100)}": ${part.fault.message}`] : [],
  );
  return bad.length === 0
    ? null
    : `${bad.length} of the ${parts.length} files in it can’t be read; the first is ${bad[0]}`;
}

function faultOfAll(parts: readonly Part[]): BadFile {
  const [first] = parts;
  if (!first || !('fault' in first)) return new BadFile('The archive holds no files.');
  const isSame = (part: Part) => 'fault' in part && part.fault.message === first.fault.message;
  if (parts.every(isSame)) return first.fault;
  return new BadFile(
    `None of the ${parts.length} files in it can be read; the first is "${(first.name ?? '').slice(0, 100)}": ${first.fault.message}`,
  );
}

/** Works in slices of time. @throws {BadFile} if it takes too much processor time */
async function worked(
  work: Generator<void, RecordingModel, void>,
  { signal, processorTime }: ReadOptions,
): Promise<RecordingModel> {
  await yieldToOthers(signal);
  const before = processorTime?.() ?? 0;
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - since < SLICE_MS) continue;
    if (processorTime && processorTime() - before > MAX_WORK_MS) {
      throw new BadFile(tooMuchSentence(`takes more than ${MAX_WORK_MS / 1000} s to work out`));
    }
    await yieldToOthers(signal);
    since = performance.now();
  }
}

/** Lets other tasks run. @throws if the signal is aborted */
async function yieldToOthers(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal?.throwIfAborted();
}

/**
 * Like openRecording, for a text that is already in memory.
 * @throws {BadFile}
 */
export function parseRecording(text: string): RecordingModel {
  createScan(text.slice(0, HEAD_LENGTH), text.length)(new TextEncoder().encode(text));
  const work = read(new Content(text));
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/**
 * Scans a text piece by piece. An object is counted, and a list is refused at its first character, unless
 * it is the first of lines of events: these are measured here, and counted when each is read. Other text is not parsed as
 * JSON, and the recording inside HTML is scanned when it is extracted.
 * @param head its first characters
 */
function createScan(head: string, size?: number): (piece: Uint8Array) => void {
  const scan = new JsonScan(FILE_BOUNDS, size);
  const scanLines = createLineScan();
  let start: number | undefined;
  return (piece) => {
    for (let i = 0; start === undefined && i < piece.length; i++) {
      if (piece[i]! > SPACE && !BOM.includes(piece[i]!)) start = piece[i];
    }
    if (start === OPEN_LIST && !isEventLine(head)) throw new Content(head).refusal(Object.values(IMPORTERS));
    if (start === undefined || start === OPEN_OBJECT) bounded(() => scan.feed(piece));
    else if (start === OPEN_LIST || start === LETTER_R) scanLines(piece);
  };
}

/** Reads in steps, so that other tasks can run in between. */
function read(content: Content): Generator<void, RecordingModel, void> {
  const importers = Object.values(IMPORTERS);
  const importer = importers.find((importer) => importer.recognizes(content));
  if (!importer) throw content.refusal(importers);
  return importer.read(content);
}
