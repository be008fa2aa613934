import { BadFile, tooMuchSentence } from '../fault';

const MB = 1024 * 1024;
const MAX_LINE_LENGTH = 16 * MB;
const LINE_END = 0x0a;

/** Whether a text begins with an event of an old rtcstats file: `["name", "PC_0" or null, …`. */
export const isEventLine = (head: string) =>
  /^\s*\[\s*"[\w.]{1,100}"\s*,\s*(null|"(PC_\d{1,9}|[\w-]{0,60})")\s*,/.test(head);

/** Measures lines piece by piece, before they are held as text. @throws {BadFile} at a line that is too long */
export function createLineScan(): (piece: Uint8Array) => void {
  let length = 0;
  let number = 1;
  const add = (bytes: number) => {
    length += bytes;
    if (length > MAX_LINE_LENGTH) {
      throw new BadFile(tooMuchSentence(`has a line of more than ${MAX_LINE_LENGTH / MB} MB (line ${number})`));
    }
  };
  return (piece) => {
    let from = 0;
    for (let end = piece.indexOf(LINE_END); end >= 0; end = piece.indexOf(LINE_END, from)) {
      add(end - from);
      from = end + 1;
      length = 0;
      number += 1;
    }
    add(piece.length - from);
  };
}
