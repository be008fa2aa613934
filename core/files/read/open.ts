import { BadFile, tooMuch } from '../fault';
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
/** So long the page may stand still between two steps, in ms. */
const SLICE_MS = 50;
/** So long the steps may take in all; the largest files that are good take a few seconds. */
const MAX_WORK_MS = 60_000;

/**
 * Opens a file: one of a kind that an importer reads, gzip or not; its content decides which, not
 * its name. What it would come to is counted while it unpacks, before any of it becomes a value.
 * @throws {BadFile} with one sentence on what is wrong and where
 */
export async function openRecording(file: FileSource, options: ReadOptions = {}): Promise<RecordingModel> {
  const work = read(new Content(await readText(file, guard(), options)));
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
export function parseRecording(text: string): RecordingModel {
  guard(text.length)(new TextEncoder().encode(text));
  const work = read(new Content(text));
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
  const scan = new JsonScan(FILE_BOUNDS, size);
  let start: number | undefined;
  return (piece) => {
    start ??= piece.find((byte) => byte > SPACE && !BOM.includes(byte));
    if (start === OPEN_LIST) throw new Content('[]').refusal(Object.values(IMPORTERS));
    if (start === undefined || start === OPEN_OBJECT) bounded(() => scan.feed(piece));
  };
}

/** In steps, between which others may go first. */
function read(content: Content): Generator<void, RecordingModel, void> {
  if (content.start.startsWith('rtcstatsdump')) {
    throw new BadFile(
      'This is an "rtcstats dump"; chrome://webrtc-internals has a "webrtc-internals dump" beside it, which is needed here.',
    );
  }
  const importers = Object.values(IMPORTERS);
  const importer = importers.find((each) => each.recognizes(content));
  if (!importer) throw content.refusal(importers);
  return importer.read(content);
}
