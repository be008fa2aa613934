import { BadFile } from '../fault';

const PIECE_SIZE = 1024 * 1024;

/** Characters that no text has, but every picture or archive: JSON allows none of them (RFC 8259, section 7). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/** Characters of the bytes 80 to 9F in Windows-1252. Some versions of Node decode them as Latin-1 (nodejs/node#56542). */
const MARKS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * Decodes UTF-8 that arrives in pieces of any size. It is decoded in larger pieces that end with a
 * whole character: a decoder that carries over part of a character creates two-byte strings in Node.
 * What is no UTF-8 is read as Windows-1252, in which old editors save. NULs at the end are left out.
 * Firefox saves about:webrtc with the low byte of each character, so any byte may stand in a page.
 */
export class TextBuilder {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly ansi = new TextDecoder('windows-1252');
  private readonly parts: string[] = [];
  private readonly buffer = new Uint8Array(PIECE_SIZE);
  private used = 0;
  private ended = false;
  private isPage: boolean | null = null;

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
    const text = this.decoded(this.buffer.subarray(0, until));
    const end = text.indexOf('\0');
    const rest = end < 0 ? '' : text.slice(end);
    if ((this.ended && text !== rest) || /[^\0]/.test(rest)) throw notText();
    if (end >= 0) this.ended = true;
    this.parts.push(end < 0 ? text : text.slice(0, end));
    this.buffer.copyWithin(0, until, this.used);
    this.used -= until;
  }

  private decoded(bytes: Uint8Array): string {
    this.isPage ??= /^(\xef\xbb\xbf)?\s*</.test(this.ansi.decode(bytes.subarray(0, 100)));
    try {
      const text = this.decoder.decode(bytes);
      return this.isPage ? text.replaceAll('\0', ' ') : text;
    } catch {
      const text = this.ansi.decode(bytes).replace(/[\x80-\x9f]/g, (each) => MARKS[each.charCodeAt(0) - 0x80]!);
      if (this.isPage) return text.replaceAll('\0', ' ');
      if (CONTROLS.test(text)) throw notText();
      return text;
    }
  }
}

const notText = () =>
  new BadFile(
    'The file is neither text nor an archive of it: recordings and dumps are text, gzip, ZIP or tar. Send the file as the browser saved it.',
  );

/** Number of bytes before the last character, which may continue in the next piece. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 4; back++) {
    const at = bytes.length - back;
    // Bytes 10xxxxxx continue a character (RFC 3629, section 3).
    if ((bytes[at]! & 0xc0) !== 0x80) return bytes[at]! < 0x80 ? bytes.length : at;
  }
  return bytes.length;
}
