/**
 * What a JSON text would come to, counted in its bytes before JSON.parse() makes values of them: a
 * few hundred bytes of gzip can hold millions of objects, and a parser that has begun can't be stopped.
 */
export interface JsonBounds {
  /** Levels of lists and objects. */
  depth: number;
  /** Bytes of one text. */
  text: number;
  /** Values of one list. */
  list: number;
  /** Members of one object, each time that one is repeated too. */
  object: number;
  /** Bytes of memory, estimated, of all values but the columns. */
  memory: number;
  /** The same of numbers in `documents[].series[]`: there are millions, and they are cheap. */
  columns: number;
  /** JSON inside of texts, in these members of the whole: it will be parsed as well. */
  within?: { members: readonly string[]; bounds: JsonBounds };
}

/** A text exceeds its bounds; the message goes on after "It": `nests more than 64 deep at "a.b" (byte 9)`. */
export class OutOfBounds extends Error {
  override name = 'OutOfBounds';
}
