import { BadFile } from './fault';
import { TextBuilder } from './read/utf8';

const MB = 1024 * 1024;
/** What is read at most: of the file, and of the text that it unpacks to. */
export const MAX_FILE = 200 * MB;
const MAX_TEXT = 200 * MB;
/** A smaller text is written as it is, to be looked at in an editor. */
const SMALL = 256 * 1024;

export interface ReadOptions {
  signal?: AbortSignal;
  /** Share of the file that was read, 0 to 1. */
  onProgress?(share: number): void;
}

/** What is read: a Blob, or a file on a disk. */
export interface FileSource {
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/**
 * The text of a file, unpacked where it is gzip. What it is, its content says, not its name. Reads
 * piece by piece, so that it can be cancelled and never blocks.
 * @param look gets each piece as it comes, unpacked; what it throws ends the reading
 * @throws {BadFile} where it is empty, too large, or no text
 */
export async function readText(
  file: FileSource,
  look: (piece: Uint8Array) => void,
  { signal, onProgress }: ReadOptions = {},
): Promise<string> {
  if (file.size === 0) throw new BadFile('The file is empty.');
  if (file.size > MAX_FILE) {
    throw new BadFile(`The file has ${Math.round(file.size / MB)} MB, and more than ${MAX_FILE / MB} MB are not read.`);
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
    return await decode(packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes, look, signal);
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
  look: (piece: Uint8Array) => void,
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
      if (size > MAX_TEXT) throw new BadFile(`The file unpacks to more than ${MAX_TEXT / MB} MB, which are not read.`);
      look(value);
      text.add(value);
    }
  } finally {
    // What is left unread is let go; that it was is no error.
    reader.cancel().catch(() => {});
  }
  return text.end();
}

/** A text as a file's content: gzip where it is large. */
export async function pack(text: string): Promise<Blob> {
  const plain = new Blob([text], { type: 'application/json' });
  if (plain.size <= SMALL) return plain;
  const packed = plain.stream().pipeThrough(new CompressionStream('gzip'));
  return new Blob([await new Response(packed).arrayBuffer()], { type: 'application/gzip' });
}
