import { BadFile } from '../fault';

const PIECE_SIZE = 1024 * 1024;

/**
 * Decodes UTF-8 that arrives in pieces of any size. It is decoded in larger pieces that end with a
 * whole character: a decoder that carries over part of a character creates two-byte strings in Node.
 */
export class TextBuilder {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly parts: string[] = [];
  private readonly buffer = new Uint8Array(PIECE_SIZE);
  private used = 0;

  /** @throws {BadFile} if it is not text */
  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + PIECE_SIZE - this.used);
      this.buffer.set(part, this.used);
      this.used += part.length;
      from += part.length;
      if (this.used === PIECE_SIZE) this.flush(wholeCharacters(this.buffer));
    }
  }

  /** @throws {BadFile} */
  end(): string {
    this.flush(this.used);
    return this.parts.join('').replace(/^\uFEFF/, '');
  }

  private flush(until: number): void {
    let text: string | null = null;
    try {
      text = this.decoder.decode(this.buffer.subarray(0, until));
    } catch {
      // Not UTF-8.
    }
    if (text === null || text.includes('\0')) {
      throw new BadFile('The file is neither text nor gzip: a recording or a webrtc-internals dump is one of both.');
    }
    this.parts.push(text);
    this.buffer.copyWithin(0, until, this.used);
    this.used -= until;
  }
}

/** Number of bytes before the last character, which may continue in the next piece. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 4; back++) {
    const at = bytes.length - back;
    // Bytes 10xxxxxx continue a character (RFC 3629, section 3).
    if ((bytes[at]! & 0xc0) !== 0x80) return bytes[at]! < 0x80 ? bytes.length : at;
  }
  return bytes.length;
}
