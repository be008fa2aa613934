import { BadFile, EndsReading } from '../fault';
import { Bytes } from './bytes';
import { gunzip, isGzip } from './gzip';
import { isTar, untar } from './tar';
import { isUtf16, utf8Of } from './utf16';
import { isZip, unzip } from './zip';

/** Number of first bytes that tell what a file is. */
const HEAD_SIZE = 4096;
/** Layers around a file, as gzip in tar in gzip. */
const MAX_LAYERS = 4;
const MAX_MEMBERS = 1_000;
/** Of all layers and files in an archive together. */
const MAX_UNPACKED = 512 * 1024 ** 2;

/** One file, unpacked. */
export interface Unpacked {
  /** Its path in the archive; null where the file is no archive. */
  name: string | null;
  /** Its first bytes. */
  head: Uint8Array;
  bytes: Bytes;
}

/** Directories, and what systems add on their own. */
const isNoFile = (name: string) => /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)|\/$/.test(name);

/**
 * The files in a file, one after the other: of a ZIP or tar archive, with gzip or without, in layers.
 * The kinds are recognized by the content. Each file has to be read before the next is asked for.
 * @throws {BadFile} if an archive is damaged, nests too deep or unpacks to too much
 */
export async function* unpack(bytes: Bytes): AsyncGenerator<Unpacked, void> {
  let unpacked = 0;
  let members = 0;

  function spend(bytes: number): void {
    unpacked += bytes;
    if (unpacked > MAX_UNPACKED) throw new EndsReading('The file unpacks to more than 512 MB, which is not read.');
  }

  async function* limited(pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      spend(piece.length);
      yield piece;
    }
  }

  async function* layer(packed: Bytes, name: string | null, layers: number): AsyncGenerator<Unpacked, void> {
    const head = await packed.peek(HEAD_SIZE);
    const inside = isZip(head) ? unzip(packed, spend) : isTar(head.subarray(0, 512)) ? untar(packed) : null;
    if ((inside || isGzip(head)) && layers === MAX_LAYERS) {
      throw new BadFile(`The file is packed more than ${MAX_LAYERS} times: unpack it, and open the file in it.`);
    }
    if (isGzip(head)) yield* layer(new Bytes(limited(gunzip(packed))), name, layers + 1);
    else if (inside) {
      for await (const { name: path, bytes: content } of inside) {
        if (isNoFile(path)) continue;
        if (++members > MAX_MEMBERS) {
          throw new EndsReading(
            `The archive holds more than ${MAX_MEMBERS} files: unpack it, and open a folder of them.`,
          );
        }
        yield* layer(content, name === null ? path : `${name}/${path}`, layers + 1);
      }
    } else if (isUtf16(head)) {
      const text = new Bytes(utf8Of(packed, head));
      yield { name, head: (await text.peek(HEAD_SIZE)).slice(), bytes: text };
    } else yield { name, head: head.slice(), bytes: packed };
  }

  yield* layer(bytes, null, 0);
}
