/** Sections of PKWARE's APPNOTE 6.3.10. */

/** Bytes of a local file header without its name and extra fields (4.3.7). */
export const HEADER_SIZE = 30;
const PASSWORD = 1;
/** Sizes and checksum stand behind the content (4.3.9). */
const DESCRIPTOR = 8;
const UTF8 = 0x800;
/** In place of a size that stands in the extra field (4.5.3). */
const IN_EXTRA = 0xffffffff;
const ZIP64 = 1;

/** What stands before a file in a ZIP archive. */
export interface EntryHeader {
  name: string;
  /** 0: stored, 8: deflated (4.4.5). */
  method: number;
  hasPassword: boolean;
  /** Bytes in the archive; null where that stands behind the content. */
  packedSize: number | null;
  /** CRC-32 of the content; set when it is known. */
  checksum: number | null;
  /** Bytes of the header itself. */
  size: number;
}

export const isEntry = (bytes: Uint8Array, at = 0) => isSignature(bytes, at, 3, 4);

/** `PK` and two more bytes. */
export const isSignature = (bytes: Uint8Array, at: number, third: number, fourth: number) =>
  bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === third && bytes[at + 3] === fourth;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const uint32 = (bytes: Uint8Array, at: number) => viewOf(bytes).getUint32(at, true);
/** Exact up to 2^53, beyond which no file is read. */
export const uint64 = (bytes: Uint8Array, at: number) => Number(viewOf(bytes).getBigUint64(at, true));

/** @param bytes at least HEADER_SIZE; what is beyond them, as the name, is read where it is there */
export function headerIn(bytes: Uint8Array): EntryHeader {
  const view = viewOf(bytes);
  const flags = view.getUint16(6, true);
  const nameLength = view.getUint16(26, true);
  const size = HEADER_SIZE + nameLength + view.getUint16(28, true);
  const inHeader = uint32(bytes, 18);
  const isSizeless = (flags & DESCRIPTOR) !== 0;
  return {
    name: nameIn(bytes.subarray(HEADER_SIZE, HEADER_SIZE + nameLength), (flags & UTF8) !== 0),
    method: view.getUint16(8, true),
    hasPassword: (flags & PASSWORD) !== 0,
    packedSize: isSizeless
      ? null
      : inHeader === IN_EXTRA
        ? largeSize(bytes.subarray(HEADER_SIZE + nameLength, size))
        : inHeader,
    checksum: isSizeless ? null : uint32(bytes, 14),
    size,
  };
}

/** Archives without the mark of UTF-8 hold it all the same, or an old code page. */
function nameIn(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The packed size, of two sizes in 8 bytes each; what it stood for where there are none. */
function largeSize(extra: Uint8Array): number {
  const view = viewOf(extra);
  for (let at = 0; at + 20 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === ZIP64) return uint64(extra, at + 12);
  }
  return IN_EXTRA;
}
