/** The fault of a file; the message is one sentence that is shown to the user. */
export class BadFile extends Error {
  override name = 'BadFile';
}

/** A fault that ends the reading of a file, with all that may follow in it. */
export class EndsReading extends BadFile {}

/** The sentence for a file that exceeds a limit. @param what for example `nests more than 32 deep at "a" (byte 9)` */
export const tooMuchSentence = (what: string) =>
  `This file ${what}, and no recording or dump of a call does: ask for the file again, or for a shorter recording.`;
