import { BadFile } from '../fault';
import { Bytes } from './bytes';
import { exactly, Section } from './section';

/** Headers and contents fill whole blocks (POSIX.1-2017, pax, "ustar Interchange Format"). */
const BLOCK = 512;
const CHECKSUM = { from: 148, to: 156 };
const BLANK = 0x20;
/** A name of its own header is a path. */
const MAX_NAME = 64 * 1024;

const decoder = new TextDecoder();
const text = (bytes: Uint8Array) => decoder.decode(bytes).split('\0')[0]!;
const octal = (bytes: Uint8Array) => Number.parseInt(text(bytes).trim() || '0', 8);

/** Whether a block is a header: its bytes come to the sum in it. */
export function isTar(block: Uint8Array): boolean {
  if (block.length < BLOCK || block[0] === 0) return false;
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= CHECKSUM.from && i < CHECKSUM.to ? BLANK : block[i]!;
  return sum === octal(block.subarray(CHECKSUM.from, CHECKSUM.to));
}

/**
 * The files of a tar archive, one after the other: what is not read of one is left out.
 * @throws {BadFile} if it is damaged
 */
export async function* untar(bytes: Bytes): AsyncGenerator<{ name: string; bytes: Bytes }, void> {
  let longName: string | null = null;
  for (;;) {
    const header = (await bytes.peek(BLOCK)).slice();
    // Blocks of zeros end an archive.
    if (header.length === 0 || header.every((byte) => byte === 0)) return;
    const size = octal(header.subarray(124, 136));
    if (!isTar(header) || !Number.isSafeInteger(size)) throw damaged();
    await skip(bytes, BLOCK);
    const type = String.fromCharCode(header[156]!);
    const section = new Section(exactly(bytes, size, damaged));
    const content = new Bytes(section.pieces);
    if (type === 'L' || type === 'x') {
      const record = text(await content.peek(Math.min(size, MAX_NAME)));
      longName = type === 'L' ? record : (/^\d+ path=(.*)$/m.exec(record)?.[1] ?? null);
    } else if (type === '0' || type === '\0' || type === '7') {
      yield { name: longName ?? text(header.subarray(0, 100)), bytes: content };
      longName = null;
    }
    if (!(await section.skipRest())) return;
    await skip(bytes, Math.ceil(size / BLOCK) * BLOCK - size);
  }
}

const damaged = () => new BadFile('The file is a tar archive, but cut short or damaged.');

/** @throws {BadFile} if the bytes end before */
async function skip(bytes: Bytes, length: number): Promise<void> {
  for (let left = length; left > 0; ) {
    const piece = await bytes.next(left);
    if (!piece) throw damaged();
    left -= piece.length;
  }
}
