import { BadFile } from '../../fault';
import { Bytes } from '../bytes';
import { exactly, Section } from '../section';
import { contentOf } from './content';
import { type EntryHeader, HEADER_SIZE, headerIn, isEntry } from './header';
import { untilDescriptor } from './sizeless';

export const isZip = (head: Uint8Array) =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));

const damaged = () => new BadFile('The file is a ZIP archive, but cut short or damaged.');

/**
 * The files of a ZIP archive, one after the other, in the order in which they stand there: the directory at its end is
 * not needed. What is not read of one is left out. A file that is damaged, packed in a way that is not known here or
 * behind a password throws a BadFile when it is read, and the next one follows.
 * @param spend gets the size of each unpacked piece, and ends it by throwing
 * @throws {BadFile} where what follows a file is no archive
 */
export async function* unzip(
  bytes: Bytes,
  spend: (bytes: number) => void,
): AsyncGenerator<{ name: string; bytes: Bytes }, void> {
  for (let header = await nextHeader(bytes); header; header = await nextHeader(bytes)) {
    const packed = new Section(
      header.packedSize === null ? untilDescriptor(bytes, header, damaged) : exactly(bytes, header.packedSize, damaged),
    );
    yield { name: header.name, bytes: new Bytes(contentOf(header, packed.pieces, spend)) };
    if (!(await packed.skipRest())) return;
  }
  // So that a fault in what it was packed in shows.
  for await (const _ of bytes.rest());
}

/** Null where the files end: at the directory, or at the end of an archive that was written without it. */
async function nextHeader(bytes: Bytes): Promise<EntryHeader | null> {
  const start = await bytes.peek(HEADER_SIZE);
  if (start.length === 0) return null;
  if (start[0] !== 0x50 || start[1] !== 0x4b) throw damaged();
  if (!isEntry(start)) return null;
  if (start.length < HEADER_SIZE) throw damaged();
  const { size } = headerIn(start);
  const whole = await bytes.peek(size);
  if (whole.length < size) throw damaged();
  const header = headerIn(whole);
  await bytes.next(size);
  return header;
}
