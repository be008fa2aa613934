import { Unzip, UnzipInflate } from 'fflate';
import { BadFile } from '../fault';
import { Bytes } from './bytes';

/** A small piece of an archive unpacks to at most a thousand times its size. */
const PIECE_SIZE = 16 * 1024;
const PASSWORD = 1;
/** Stored, and deflated (PKWARE APPNOTE, section 4.4.5). */
const METHODS = [0, 8];

export const isZip = (head: Uint8Array) =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));

interface Entry {
  name: string;
  pieces: Uint8Array[];
  ended: boolean;
  fault: BadFile | null;
}

const damaged = () => new BadFile('The file is a ZIP archive, but cut short or damaged.');

/**
 * The files of a ZIP archive, one after the other: what is not read of one is left out.
 * @param spend gets the size of each unpacked piece, also of what is left out, and ends it by throwing
 * @throws {BadFile} if it is damaged or has a password
 */
export async function* unzip(
  bytes: Bytes,
  spend: (bytes: number) => void,
): AsyncGenerator<{ name: string; bytes: Bytes }, void> {
  const head = await bytes.peek(8);
  if (head[6]! & PASSWORD) {
    throw new BadFile('The file is a ZIP archive with a password: unpack it, and open the file in it.');
  }
  const entries: Entry[] = [];
  let produced = 0;
  const archive = new Unzip((file) => {
    const entry: Entry = { name: file.name, pieces: [], ended: false, fault: null };
    entries.push(entry);
    if (!METHODS.includes(file.compression)) {
      entry.ended = true;
      entry.fault = new BadFile('It is packed in a way that few programs read: unpack it, and open the file in it.');
      return;
    }
    file.ondata = (error, piece, final) => {
      if (error) entry.fault = damaged();
      else if (piece.length > 0) entry.pieces.push(piece);
      produced += piece?.length ?? 0;
      entry.ended = final || error !== null;
    };
    file.start();
  });
  archive.register(UnzipInflate);

  let isOver = false;
  async function more(): Promise<boolean> {
    if (isOver) return false;
    const piece = await bytes.next(PIECE_SIZE);
    isOver = piece === null;
    produced = 0;
    try {
      archive.push(piece ?? new Uint8Array(), isOver);
    } catch {
      throw damaged();
    }
    spend(produced);
    return true;
  }
  async function* content(entry: Entry) {
    for (;;) {
      const piece = entry.pieces.shift();
      if (piece) yield piece;
      else if (entry.fault) throw entry.fault;
      else if (entry.ended) return;
      else if (!(await more())) throw damaged();
    }
  }
  for (;;) {
    const entry = entries.shift();
    if (!entry) {
      if (await more()) continue;
      return;
    }
    yield { name: entry.name, bytes: new Bytes(content(entry)) };
    // What nobody read of it.
    while (!entry.ended && (await more())) entry.pieces.length = 0;
    entry.pieces.length = 0;
  }
}
