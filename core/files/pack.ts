import { BadFile } from './fault';
import { TextBuilder } from './read/utf8';

const MB = 1024 * 1024;
/** Size limits of the file, and of the text that it unpacks to. */
export const MAX_FILE_SIZE = 200 * MB;
const MAX_TEXT_SIZE = 200 * MB;
/** What to do about a file above them. */
const SHORTER = 'record a shorter call, since a few publishes show what grows.';
/** A smaller text is written without gzip, so that an editor can open it. */
const MAX_PLAIN = 256 * 1024;

export interface ReadOptions {
  signal?: AbortSignal;
  /** `share` of the file that was read, 0 to 1. */
  onProgress?(share: number): void;
}

/** A Blob, or a file on disk. */
export interface FileSource {
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/**
 * Reads the text of a file and unpacks gzip, which is recognized by the content, not by the name. Reads
 * piece by piece, so that it can be canceled and never blocks.
 * @param onPiece gets each unpacked piece; an error that it throws ends the reading
 * @throws {BadFile} if the file is empty, too large or not text
 */
export async function readText(
  file: FileSource,
  onPiece: (piece: Uint8Array) => void,
  { signal, onProgress }: ReadOptions = {},
): Promise<string> {
  if (file.size === 0) throw new BadFile('The file is empty.');
  if (file.size > MAX_FILE_SIZE) {
    throw new BadFile(
      `The file has ${Math.round(file.size / MB)} MB, and more than ${MAX_FILE_SIZE / MB} MB are not read: ${SHORTER}`,
    );
  }
  let read = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      onProgress?.(read / file.size);
      controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
    },
  });
  let packed = false;
  try {
    packed = await isGzip(file);
    const bytes = file.stream().pipeThrough(counting);
    return await decode(packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes, onPiece, signal);
  } catch (error) {
    if (error instanceof BadFile || signal?.aborted) throw error;
    throw new BadFile(
      packed ? 'The file is gzip, but cut short or damaged.' : `The file can’t be read: ${reason(error)}`,
    );
  }
}

async function isGzip(file: FileSource): Promise<boolean> {
  const reader = file.stream().getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value?.[0] === 0x1f && value[1] === 0x8b;
}

const reason = (error: unknown) => String(error instanceof Error ? error.message : error).slice(0, 200);

async function decode(
  stream: ReadableStream<Uint8Array>,
  onPiece: (piece: Uint8Array) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  const text = new TextBuilder();
  let size = 0;
  const reader = stream.getReader();
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_TEXT_SIZE)
        throw new BadFile(`The file unpacks to more than ${MAX_TEXT_SIZE / MB} MB, which are not read: ${SHORTER}`);
      onPiece(value);
      text.add(value);
    }
  } finally {
    // Releases the unread rest. Canceling a stream that has ended is not an error.
    reader.cancel().catch(() => {});
  }
  return text.end();
}

/** A text as the content of a file, with gzip if it is large. */
export async function pack(text: string): Promise<Blob> {
  const plain = new Blob([text], { type: 'application/json' });
  if (plain.size <= MAX_PLAIN) return plain;
  const packed = plain.stream().pipeThrough(new CompressionStream('gzip'));
  return new Blob([await new Response(packed).arrayBuffer()], { type: 'application/gzip' });
}
