import { BadFile } from '../fault';
import { type Bytes, piecesOf, streamOf } from './bytes';

export const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/** @throws {BadFile} if it is cut short or damaged */
export async function* gunzip(bytes: Bytes): AsyncGenerator<Uint8Array, void> {
  let fault: unknown = null;
  async function* packed() {
    try {
      yield* bytes.rest();
    } catch (error) {
      // Of the file itself, not of gzip.
      fault = error;
      throw error;
    }
  }
  try {
    yield* piecesOf(streamOf(packed()).pipeThrough(new DecompressionStream('gzip')));
  } catch (error) {
    if (fault !== null || error instanceof BadFile) throw fault ?? error;
    throw new BadFile('The file is gzip, but cut short or damaged.');
  }
}
