import { BadFile, tooMuchSentence } from '../fault';
import type { RecordingModel } from '../format/recording-model';
import { FILE_BOUNDS } from '../format/schema';
import { IMPORTERS } from '../importers';
import { type FileSource, type ReadOptions, readText } from '../pack';
import { bounded } from '../scan/bounded';
import { JsonScan } from '../scan/scan';
import { Content } from './content';

const SPACE = 0x20;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
/** UTF-8 files may begin with these. */
const BOM = [0xef, 0xbb, 0xbf];
/** Longest time between two steps that blocks the page, in ms. */
const SLICE_MS = 50;
/** Longest time for all steps. The largest valid files take a few seconds. */
const MAX_WORK_MS = 60_000;

/**
 * Opens a file of any kind that an importer reads, with or without gzip. The kind is recognized by the
 * content, not by the name. The size of the result is counted while the file unpacks, before any of it
 * is parsed.
 * @throws {BadFile} with one sentence on what is wrong and where
 */
export async function openRecording(file: FileSource, options: ReadOptions = {}): Promise<RecordingModel> {
  const work = read(new Content(await readText(file, createScan(), options)));
  await yieldToOthers(options.signal);
  let worked = 0;
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    const slice = performance.now() - since;
    if (slice < SLICE_MS) continue;
    worked += slice;
    if (worked > MAX_WORK_MS) throw new BadFile(tooMuchSentence(`takes more than ${MAX_WORK_MS / 1000} s to work out`));
    await yieldToOthers(options.signal);
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
  createScan(text.length)(new TextEncoder().encode(text));
  const work = read(new Content(text));
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/**
 * Scans a text piece by piece. An object is counted, and a list is refused at its first character.
 * Other text is not parsed as JSON, and the recording inside HTML is scanned when it is extracted.
 */
function createScan(size?: number): (piece: Uint8Array) => void {
  const scan = new JsonScan(FILE_BOUNDS, size);
  let start: number | undefined;
  return (piece) => {
    start ??= piece.find((byte) => byte > SPACE && !BOM.includes(byte));
    if (start === OPEN_LIST) throw new Content('[]').refusal(Object.values(IMPORTERS));
    if (start === undefined || start === OPEN_OBJECT) bounded(() => scan.feed(piece));
  };
}

/** Reads in steps, so that other tasks can run in between. */
function read(content: Content): Generator<void, RecordingModel, void> {
  const importers = Object.values(IMPORTERS);
  const importer = importers.find((importer) => importer.recognizes(content));
  if (!importer) throw content.refusal(importers);
  return importer.read(content);
}
