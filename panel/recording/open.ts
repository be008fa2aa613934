import { Content } from '../../core/files/content';
import { IMPORTERS } from '../../core/files/importers';
import type { RecordingModel } from '../../core/files/recording-model';
import { BadFile } from './fault';
import { type ReadOptions, readText } from './pack';

/** So long the page may stand still between two steps, in ms. */
const SLICE_MS = 50;

/**
 * Opens a file: one of a kind that an importer reads, gzip or not; its content decides which, not
 * its name.
 * @throws {BadFile} with one sentence on what is wrong and where
 */
export async function openRecording(file: Blob, options: ReadOptions = {}): Promise<RecordingModel> {
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
export function parseRecording(text: string): RecordingModel {
  const work = parsing(text);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** In steps, between which others may go first. */
function* parsing(text: string): Generator<void, RecordingModel, void> {
  const content = new Content(text);
  if (content.start.startsWith('rtcstatsdump')) {
    throw new BadFile(
      'This is an "rtcstats dump"; chrome://webrtc-internals has a "webrtc-internals dump" beside it, which is needed here.',
    );
  }
  yield;
  const importers = Object.values(IMPORTERS);
  const importer = importers.find((each) => each.recognizes(content));
  if (!importer) throw content.refusal(importers);
  return yield* importer.read(content);
}
