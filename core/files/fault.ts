/** What is wrong with a file, in one sentence that is shown as it is. */
export class BadFile extends Error {
  override name = 'BadFile';
}

/** The sentence for a file that holds too much. @param what it does: `nests more than 32 deep at "a" (byte 9)` */
export const tooMuch = (what: string) =>
  `This file ${what}, and no recording or dump of a call does: ask for the file again, or for a shorter recording.`;
