import { Gunzip } from 'fflate';
import { BadFile } from '../fault';
import type { Bytes } from './bytes';
import { createCrc } from './crc';

/** A small piece of an archive unpacks to at most a thousand times its size. */
const PIECE_SIZE = 2 * 1024;

export const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

const damaged = () => new BadFile('The file is gzip, but cut short or damaged.');

/**
 * Unpacks gzip: also members one behind the other, and with something else at the end, as a line end or zeros. Browsers'
 * DecompressionStream refuses both.
 * @throws {BadFile} if it is cut short or damaged
 */
export async function* gunzip(bytes: Bytes): AsyncGenerator<Uint8Array, void> {
  let pieces: Uint8Array[] = [];
  const member = new Member();
  const stream = new Gunzip((piece) => {
    if (piece.length === 0) return;
    member.add(piece);
    pieces.push(piece);
  });
  stream.onmember = () => {
    if (!member.isComplete()) throw damaged();
    member.begin();
  };
  /** @returns whether more can follow */
  function push(piece: Uint8Array, isLast: boolean): boolean {
    pieces = [];
    member.see(piece);
    try {
      stream.push(piece, isLast);
      return true;
    } catch {
      // What follows is no member, or the member is damaged.
      if (!member.isComplete()) throw damaged();
      return false;
    }
  }
  for await (const all of bytes.rest()) {
    for (let at = 0; at < all.length; at += PIECE_SIZE) {
      const goesOn = push(all.subarray(at, at + PIECE_SIZE), false);
      yield* pieces;
      if (goesOn) continue;
      for await (const _ of bytes.rest());
      return;
    }
  }
  push(new Uint8Array(), true);
  yield* pieces;
  if (!member.isComplete()) throw damaged();
}

/** Of one member, what its trailer has to say (RFC 1952, section 2.3.1). */
class Member {
  private crc = createCrc();
  private size = 0;
  /** The last bytes that were read, packed: the trailer is among them when the content has ended. */
  private recent = new Uint8Array();

  begin(): void {
    this.crc = createCrc();
    this.size = 0;
  }

  see(packed: Uint8Array): void {
    const kept = this.recent.subarray(-PIECE_SIZE);
    const both = new Uint8Array(kept.length + packed.length);
    both.set(kept);
    both.set(packed, kept.length);
    this.recent = both;
  }

  add(content: Uint8Array): void {
    this.crc.add(content);
    this.size += content.length;
  }

  /** Whether checksum and size stand there. */
  isComplete(): boolean {
    const trailer = new Uint8Array(8);
    const view = new DataView(trailer.buffer);
    view.setUint32(0, this.crc.value(), true);
    view.setUint32(4, this.size >>> 0, true);
    const { recent } = this;
    for (let at = recent.indexOf(trailer[0]!); at >= 0; at = recent.indexOf(trailer[0]!, at + 1)) {
      if (trailer.every((byte, i) => recent[at + i] === byte)) return true;
    }
    return false;
  }
}
