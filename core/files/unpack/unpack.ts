import { BadFile, EndsReading } from '../fault';
import { refusalSentence } from '../refusals/refusal';
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
const MAX_NAME = 500;
/** Of all layers and files in an archive together. */
const MAX_UNPACKED = 512 * 1024 ** 2;

/** One file, unpacked: its first bytes, and all of them; or why it can't be, while others in its archive can. */
export type Unpacked = {
  /** Its path in the archive; null where the file is no archive. */
  name: string | null;
} & ({ head: Uint8Array; bytes: Bytes } | { fault: BadFile });

/** A name for a sentence of one line: an archive that is damaged, or made up, may hold anything. */
const shown = (path: string) => path.replace(/\p{Cc}/gu, '\ufffd').slice(0, MAX_NAME);

/** The first file of a document of Word, Excel or PowerPoint, and of OpenDocument: these are ZIP archives. */
const isOffice = (path: string) => path === '[Content_Types].xml' || path === 'mimetype';
const officeFault = () =>
  new BadFile(
    refusalSentence({
      what: 'an Office document, or one of its kind',
      instead: 'send the file itself as an attachment',
    }),
  );

/** Whether only one file is bad. */
const canGoOn = (error: unknown): error is BadFile => error instanceof BadFile && !(error instanceof EndsReading);

/** Directories, and what systems add on their own. */
const isNoFile = (name: string) => /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)|\/$/.test(name);

/**
 * The files in a file, one after the other: of a ZIP or tar archive, with gzip or without, in layers.
 * The kinds are recognized by the content. Each file has to be read before the next is asked for.
 * @throws {BadFile} if the file itself is damaged, nests too deep or unpacks to too much
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
      yield* membersOf(inside, name, layers + 1);
    } else if (isUtf16(head)) {
      const text = new Bytes(utf8Of(packed, head));
      yield { name, head: (await text.peek(HEAD_SIZE)).slice(), bytes: text };
    } else yield { name, head: head.slice(), bytes: packed };
  }

  async function* membersOf(
    archive: AsyncIterable<{ name: string; bytes: Bytes }>,
    name: string | null,
    layers: number,
  ): AsyncGenerator<Unpacked, void> {
    const within = (path: string) => (name === null ? '' : `${name}/`) + shown(path);
    const before = members;
    try {
      for await (const { name: path, bytes: content } of archive) {
        if (isNoFile(path)) continue;
        if (members === before && isOffice(path)) throw officeFault();
        if (++members > MAX_MEMBERS) {
          throw new EndsReading(
            `The archive holds more than ${MAX_MEMBERS} files: unpack it, and open a folder of them.`,
          );
        }
        yield* member(content, within(path), layers);
      }
    } catch (error) {
      if (members === before || !canGoOn(error)) throw error;
      yield { name: within('rest of the archive'), fault: error };
    }
  }

  /** A file in an archive: what is wrong with it does not keep the next ones from being read. */
  async function* member(content: Bytes, name: string, layers: number): AsyncGenerator<Unpacked, void> {
    try {
      yield* layer(content, name, layers);
    } catch (error) {
      if (!canGoOn(error)) throw error;
      yield { name, fault: error };
    }
  }

  yield* layer(bytes, null, 0);
}
