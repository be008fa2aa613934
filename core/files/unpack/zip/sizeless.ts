import type { BadFile } from '../../fault';
import type { Bytes } from '../bytes';
import { type EntryHeader, isEntry, isSignature, uint32, uint64 } from './header';

const WINDOW = 64 * 1024;
const LETTER_P = 0x50;
/** More bytes than stand around the end of a file: the longest descriptor, and the signature that follows. */
const AROUND = 32;

/**
 * The packed bytes of a file whose size stands behind it (APPNOTE 4.3.9), as programs write that do not know it
 * before: macOS, Java. The end is where a size is right, since a signature alone may also stand in the content.
 * Sets the header's checksum.
 */
export async function* untilDescriptor(
  bytes: Bytes,
  header: EntryHeader,
  damaged: () => BadFile,
): AsyncGenerator<Uint8Array, void> {
  let read = 0;
  for (;;) {
    const window = await bytes.peek(WINDOW);
    const isLast = window.length < WINDOW;
    const until = isLast ? window.length : WINDOW - AROUND;
    const end = endIn(window, until, read);
    const length = end?.length ?? until;
    if (length > 0) yield (await bytes.next(length))!;
    read += length;
    if (end) {
      header.checksum = end.checksum;
      await bytes.next(end.descriptor);
      return;
    }
    if (isLast) throw damaged();
  }
}

/** Where the content ends. */
interface End {
  /** Bytes of the content before it. */
  length: number;
  checksum: number;
  /** Bytes of what tells. */
  descriptor: number;
}

/** Sizes have 4 bytes, or 8: which, the size itself tells best. */
const SIZES = [
  { length: 4, at: uint32 },
  { length: 8, at: uint64 },
];

/** Whether the next file or the directory is there, or nothing at all. */
const isFollowed = (window: Uint8Array, at: number) =>
  at === window.length || (window[at] === LETTER_P && window[at + 1] === 0x4b);

/** @param before bytes of the content that were read before `window` */
function endIn(window: Uint8Array, until: number, before: number): End | null {
  for (let at = window.indexOf(LETTER_P); at >= 0 && at <= until; at = window.indexOf(LETTER_P, at + 1)) {
    const isSigned = isSignature(window, at, 7, 8);
    const isNext = isEntry(window, at) || isSignature(window, at, 1, 2);
    for (const size of SIZES) {
      // Signature, checksum, packed size, size. The signature may be left out, before the next file or the directory.
      const descriptor = (isSigned ? 8 : 4) + 2 * size.length;
      const length = isSigned ? at : at - descriptor;
      if (!(isSigned || isNext) || length < 0 || length + descriptor > window.length) continue;
      const checksum = length + (isSigned ? 4 : 0);
      if (size.at(window, checksum + 4) === before + length && isFollowed(window, length + descriptor)) {
        return { length, checksum: uint32(window, checksum), descriptor };
      }
    }
  }
  return null;
}
