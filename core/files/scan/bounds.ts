/**
 * Limits of a JSON text, counted in its bytes before JSON.parse() creates values: a few hundred bytes
 * of gzip can hold millions of objects, and a parser that has started can't be stopped.
 */
export interface JsonBounds {
  /** Levels of lists and objects. */
  depth: number;
  /** Bytes of one text. */
  text: number;
  /** Values of one list. */
  list: number;
  /** Members of one object, including repeated ones. */
  object: number;
  /** Estimated bytes of memory of all values except the columns. */
  memory: number;
  /** The same for numbers in `documents[].series[]`, because there are millions, and they are cheap. */
  columns: number;
  /** Limits of JSON inside texts, in these top-level members, because it will be parsed as well. */
  within?: { members: readonly string[]; bounds: JsonBounds };
}

/** A text exceeds its bounds. The message completes a sentence: `nests more than 64 deep at "a.b" (byte 9)`. */
export class OutOfBounds extends Error {
  override name = 'OutOfBounds';
}
