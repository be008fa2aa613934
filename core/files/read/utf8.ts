import { BadFile } from '../fault';

const PIECE = 1024 * 1024;

/**
 * Text of UTF-8 that comes in pieces of any size. Decoded in larger ones that end with a character:
 * a decoder that has to keep the rest of a character makes strings of two bytes a character in Node.
 */
export class TextBuilder {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly parts: string[] = [];
  private readonly buffer = new Uint8Array(PIECE);
  private used = 0;

  /** @throws {BadFile} where it is no text */
  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + PIECE - this.used);
      this.buffer.set(part, this.used);
      this.used += part.length;
      from += part.length;
      if (this.used === PIECE) this.flush(wholeCharacters(this.buffer));
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

/** How many bytes there are before the last character, which may go on in the next piece. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 4; back++) {
    const at = bytes.length - back;
    // Bytes 10xxxxxx go on with a character (RFC 3629, section 3).
    if ((bytes[at]! & 0xc0) !== 0x80) return bytes[at]! < 0x80 ? bytes.length : at;
  }
  return bytes.length;
}
