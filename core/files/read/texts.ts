import { BadFile, EndsReading } from '../fault';
import { type FileSource, MAX_FILE_SIZE, type ReadOptions } from '../pack';
import { refuseBinary } from '../refusals/binary';
import { Bytes, piecesOf } from '../unpack/bytes';
import { type Unpacked, unpack } from '../unpack/unpack';
import { TextBuilder } from './text';

const MB = 1024 * 1024;
/** Limit of the text that a file unpacks to. */
const MAX_TEXT_SIZE = 200 * MB;
/** What to do about a file above these limits. */
const SHORTER = 'record a shorter call, since a few publishes show what grows.';

/** A text in a file, or what keeps it from being read. */
export interface FileText {
  /** Its path in an archive. */
  name: string | null;
  text: string | BadFile;
}

/**
 * Reads the texts in a file piece by piece, so that it can be canceled and never blocks: several where
 * it is an archive.
 * @param createScan gets the first characters; what it returns gets each piece, and ends the reading of
 *   a text by throwing
 * @throws {BadFile} if the file is empty, too large or damaged
 */
export async function* readTexts(
  file: FileSource,
  createScan: (head: string) => (piece: Uint8Array) => void,
  { signal, onProgress }: ReadOptions = {},
): AsyncGenerator<FileText, void> {
  if (file.size === 0) throw new BadFile('The file is empty.');
  if (file.size > MAX_FILE_SIZE) {
    throw new BadFile(
      `The file has ${Math.round(file.size / MB)} MB, and more than ${MAX_FILE_SIZE / MB} MB are not read: ${SHORTER}`,
    );
  }
  const pieces = piecesOf(file.stream());
  async function* counted() {
    let read = 0;
    try {
      for await (const piece of pieces) {
        signal?.throwIfAborted();
        read += piece.length;
        onProgress?.(read / file.size);
        yield piece;
      }
    } catch (error) {
      if (error instanceof BadFile || signal?.aborted) throw error;
      throw new EndsReading(`The file can’t be read: ${reason(error)}`);
    }
  }
  try {
    for await (const unpacked of unpack(new Bytes(counted()))) {
      const { name } = unpacked;
      try {
        yield { name, text: 'fault' in unpacked ? unpacked.fault : await textOf(unpacked, createScan) };
      } catch (error) {
        if (!(error instanceof BadFile) || error instanceof EndsReading) throw error;
        yield { name, text: error };
      }
    }
  } finally {
    pieces.return().catch(() => {});
  }
}

async function textOf(
  { head, bytes }: Extract<Unpacked, { head: Uint8Array }>,
  createScan: (head: string) => (piece: Uint8Array) => void,
) {
  refuseBinary(head);
  const scan = createScan(new TextDecoder().decode(head));
  const text = new TextBuilder();
  let size = 0;
  for await (const piece of bytes.rest()) {
    size += piece.length;
    if (size > MAX_TEXT_SIZE) {
      throw new EndsReading(`The file unpacks to more than ${MAX_TEXT_SIZE / MB} MB, which are not read: ${SHORTER}`);
    }
    scan(piece);
    text.add(piece);
  }
  return text.end();
}

const reason = (error: unknown) => String(error instanceof Error ? error.message : error).slice(0, 200);
