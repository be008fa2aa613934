import { Inflate } from 'fflate';
import { BadFile } from '../../fault';
import { createCrc } from '../crc';
import type { EntryHeader } from './header';

/** A small piece of an archive unpacks to at most a thousand times its size. */
const PIECE_SIZE = 16 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * The content of a file in a ZIP archive, unpacked piece by piece as it is read.
 * @param spend gets the size of each unpacked piece, and ends it by throwing
 * @throws {BadFile} if it can't be unpacked, or if it is not what was packed
 */
export async function* contentOf(
  header: EntryHeader,
  packed: AsyncIterable<Uint8Array>,
  spend: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  if (header.hasPassword) {
    throw new BadFile('The file is in a ZIP archive with a password: unpack it, and open the file in it.');
  }
  if (header.method !== STORED && header.method !== DEFLATED) {
    throw new BadFile('It is packed in a way that few programs read: unpack it, and open the file in it.');
  }
  const crc = createCrc();
  for await (const piece of header.method === STORED ? packed : inflated(packed)) {
    spend(piece.length);
    crc.add(piece);
    yield piece;
  }
  if (crc.value() !== header.checksum) throw broken();
}

const broken = () =>
  new BadFile('The ZIP archive is damaged at this file: it is not what was packed. Ask for the archive again.');

async function* inflated(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let pieces: Uint8Array[] = [];
  const inflate = new Inflate((piece) => pieces.push(piece));
  function push(piece: Uint8Array, isLast: boolean): Uint8Array[] {
    pieces = [];
    try {
      inflate.push(piece, isLast);
    } catch {
      throw broken();
    }
    return pieces;
  }
  for await (const all of packed) {
    for (let at = 0; at < all.length; at += PIECE_SIZE) yield* push(all.subarray(at, at + PIECE_SIZE), false);
  }
  yield* push(new Uint8Array(), true);
}
