import { type JsonBounds, OutOfBounds } from './bounds';
import { SeenHashes } from './seen';

/**
 * Bytes that V8 needs with 8-byte pointers, measured on JSON.parse(): an object or list with its slot,
 * a member's slot, a number that is not a small integer, a text without its characters, a new order of
 * keys, and a key that is an index (both create dictionaries).
 */
const COST = { container: 64, member: 8, number: 24, text: 32, shape: 220, index: 160 } as const;
/** Integers with more digits are not small integers. */
const MAX_SMALL_DIGITS = 9;
/** Texts of up to this many bytes are stored once, no matter how often they occur. */
const MAX_SHARED_TEXT = 10;
/** Number of bytes of a text that are hashed, and kept to name a place. */
const HEAD_SIZE = 64;
/** Number of levels in the name of a place. */
const MAX_PLACE_LEVELS = 6;
/** Assumed size of JSON inside a text, before its end is known. */
const INNER_SIZE = 1 << 12;
/** Assumed size of a text of unknown size. */
const DEFAULT_SIZE = 1 << 24;
const MB = 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const LETTER_U = 0x75;
const LETTER_E = 0x45;
const SMALL_E = 0x65;
const DOT = 0x2e;
const LATIN = 0xff;
const ZERO = 0x30;
const NINE = 0x39;
const BLANK = 0x20;
/** First UTF-8 byte of characters beyond Latin-1. Text with such characters has two bytes per character. */
const WIDE = 0xc4;

/** Counts a JSON text piece by piece. Invalid JSON is left to the parser. */
export class JsonScan {
  private read = 0;
  private depth = 0;
  private memory = 0;
  private columns = 0;
  /** Members so far, by level. */
  private readonly members: number[] = [0];
  /** Hash of the keys so far, by level; 0 in a list. */
  private readonly shapes: number[] = [0];
  private readonly keys: string[] = [];
  private inColumn = false;

  private inText = false;
  /** 1: after a backslash; 2 to 5: at the digits of \uXXXX. */
  private escaping = 0;
  /** Value of the digits so far. */
  private unit = 0;
  private inner: JsonScan | null = null;
  private wide = false;
  private length = 0;
  private hash = 0;
  private readonly head = new Uint8Array(HEAD_SIZE);
  /** A text has ended; the next byte shows whether it was a key. */
  private pending = false;
  /** Length of the current number or word; 0 outside one. */
  private word = 0;
  private fraction = false;

  private readonly seenHashes: SeenHashes;
  /** Random, so that no file can be crafted with colliding keys. */
  private readonly seed = (Math.random() * 2 ** 32) | 0;

  /** @param size of the text in bytes, if known */
  constructor(
    private readonly bounds: JsonBounds,
    size = DEFAULT_SIZE,
  ) {
    this.seenHashes = new SeenHashes(size);
  }

  /** @throws {OutOfBounds} */
  feed(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (this.inText) i = this.skipText(bytes, i);
      else if (byte > COMMA && byte !== COLON && byte < OPEN_LIST) this.letter(byte);
      else if (byte > BLANK) this.token(byte, i);
      else if (this.word > 0) this.endWord(i);
    }
    this.read += bytes.length;
  }

  /** @returns the index of the last scanned byte: the end of the text, or of the piece */
  private skipText(bytes: Uint8Array, from: number): number {
    let { escaping, length, hash, wide } = this;
    const { head } = this;
    if (length === 0 && escaping === 0) this.inner = this.innerScan(bytes[from]!);
    let i = from;
    let run = from;
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (escaping > 0) {
        escaping = this.escaped(byte, escaping);
        if (this.unit > LATIN) wide = true;
        run = i + 1;
      } else if (byte === QUOTE) {
        this.inText = false;
        this.pending = true;
        break;
      } else if (byte === BACKSLASH) {
        this.feedInner(bytes.subarray(run, i), i);
        escaping = 1;
      }
      if (byte >= WIDE) wide = true;
      if (length < HEAD_SIZE) {
        head[length] = byte;
        hash = Math.imul(hash ^ byte, 0x01000193);
      }
      length++;
    }
    if (escaping === 0) this.feedInner(bytes.subarray(run, i), i);
    this.escaping = escaping;
    this.length = length;
    this.hash = hash;
    this.wide = wide;
    if (length > this.bounds.text) this.fail(`has a text of more than ${sized(this.bounds.text)}`, i);
    return i;
  }

  /**
   * Handles a byte after a backslash.
   * @param at 1: the first one; 2 to 5: a digit of \uXXXX
   * @returns the same for the next byte; 0 after the last one
   */
  private escaped(byte: number, at: number): number {
    if (at === 1) this.unit = 0;
    if (at === 1 && byte === LETTER_U) return 2;
    if (at > 1) this.unit = this.unit * 16 + (Number.parseInt(String.fromCharCode(byte), 16) || 0);
    if (at > 1 && at < 5) return at + 1;
    if (!this.inner) return 0;
    // Escaped line ends and the like count as blanks.
    const plain = at === 5 ? this.unit : byte === QUOTE || byte === BACKSLASH ? byte : BLANK;
    this.feedInner(Uint8Array.of(Math.min(plain, WIDE)), 0);
    return 0;
  }

  /** A scan of the JSON inside a text, if the text will be parsed and begins like a list or an object. */
  private innerScan(first: number): JsonScan | null {
    const { within } = this.bounds;
    if (!within || (first !== OPEN_LIST && first !== OPEN_OBJECT)) return null;
    return within.members.includes(this.keys[1] ?? '') ? new JsonScan(within.bounds, INNER_SIZE) : null;
  }

  private feedInner(bytes: Uint8Array, i: number): void {
    if (!this.inner || bytes.length === 0) return;
    try {
      this.inner.feed(bytes);
    } catch (error) {
      if (error instanceof OutOfBounds) this.fail(`holds a text whose JSON ${error.message},`, i);
      throw error;
    }
  }

  private token(byte: number, i: number): void {
    switch (byte) {
      case QUOTE:
        this.inText = true;
        this.length = 0;
        this.hash = this.seed;
        this.wide = false;
        return;
      case OPEN_LIST:
      case OPEN_OBJECT:
        this.open(byte === OPEN_LIST, i);
        return;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        this.endValue(i);
        if (this.depth > 0) this.depth--;
        this.inColumn = false;
        return;
      case COMMA:
        this.endValue(i);
        this.next(i);
        return;
      case COLON:
        this.endKey(i);
        return;
      default:
        // Lowercase letters: an exponent, true, false, null, or invalid JSON.
        this.letter(byte);
    }
  }

  private letter(byte: number): void {
    this.word++;
    if (byte === DOT || byte === LETTER_E || byte === SMALL_E) this.fraction = true;
  }

  private open(isList: boolean, i: number): void {
    this.spend(COST.container, i);
    const depth = ++this.depth;
    this.members[depth] = 0;
    this.shapes[depth] = isList ? 0 : this.seed;
    this.keys[depth] = '';
    if (depth > this.bounds.depth) this.fail(`nests more than ${this.bounds.depth} deep`, i);
    this.inColumn = isList && depth === 6 && this.keys[1] === 'documents' && this.keys[3] === 'series';
  }

  private next(i: number): void {
    const count = ++this.members[this.depth]!;
    const { list, object } = this.bounds;
    if (count < Math.min(list, object) || this.depth === 0) return;
    const isList = this.shapes[this.depth] === 0;
    if (isList && count >= list) this.fail(`has a list of more than ${list.toLocaleString('en')} values`, i);
    if (!isList && count >= object) this.fail(`has an object of more than ${object.toLocaleString('en')} members`, i);
  }

  private endKey(i: number): void {
    if (!this.pending) return;
    this.pending = false;
    const { depth, hash } = this;
    if (depth <= MAX_PLACE_LEVELS) this.keys[depth] = text(this.head.subarray(0, Math.min(this.length, HEAD_SIZE)));
    const shape = Math.imul(this.shapes[depth]! ^ hash, 0x85ebca6b) ^ (this.shapes[depth]! >>> 13) || 1;
    this.shapes[depth] = shape;
    if (this.seenHashes.isNew(shape)) this.spend(COST.shape + this.length, i);
    else if (this.head[0]! >= ZERO && this.head[0]! <= NINE && this.length > 0) this.spend(COST.index, i);
  }

  private endWord(i: number): void {
    const cost = this.fraction || this.word > MAX_SMALL_DIGITS ? COST.number : COST.member;
    this.word = 0;
    this.fraction = false;
    if (this.inColumn) this.spendColumn(cost, i);
    else this.spend(cost, i);
  }

  private endValue(i: number): void {
    if (this.word > 0) this.endWord(i);
    if (!this.pending) return;
    this.pending = false;
    const shared = this.length <= MAX_SHARED_TEXT && !this.seenHashes.isNew(this.hash);
    this.spend(COST.member + (shared ? 0 : COST.text + this.length * (this.wide ? 2 : 1)), i);
  }

  private spend(bytes: number, i: number): void {
    this.memory += bytes;
    if (this.memory > this.bounds.memory) {
      this.fail(`would take more than ${sized(this.bounds.memory)} of memory`, i);
    }
  }

  private spendColumn(bytes: number, i: number): void {
    this.columns += bytes;
    if (this.columns > this.bounds.columns) {
      this.fail(`would take more than ${sized(this.bounds.columns)} of memory for its statistics`, i);
    }
  }

  private fail(what: string, i: number): never {
    const place = this.place();
    const at = `byte ${(this.read + i + 1).toLocaleString('en')}`;
    throw new OutOfBounds(place ? `${what} at "${place}" (${at})` : `${what} (${at})`);
  }

  /** For example `documents[3].log[17]`, with the levels that are kept. */
  private place(): string {
    let place = '';
    for (let level = 1; level <= Math.min(this.depth, MAX_PLACE_LEVELS); level++) {
      if (this.shapes[level] === 0) place += `[${this.members[level]}]`;
      else if (this.keys[level]) place += `${place && '.'}${this.keys[level]!.slice(0, 30)}`;
    }
    return place;
  }
}

const decoder = new TextDecoder();
const text = (bytes: Uint8Array) => decoder.decode(bytes);
const sized = (bytes: number) => (bytes >= MB ? `${Math.round(bytes / MB)} MB` : `${bytes} bytes`);

/** Number of characters per piece. */
const PIECE_SIZE = 1 << 16;

/**
 * Scans a text that is already in memory.
 * @throws {OutOfBounds}
 */
export function scanJson(json: string, bounds: JsonBounds): void {
  const scan = new JsonScan(bounds, json.length);
  const encoder = new TextEncoder();
  for (let at = 0; at < json.length; at += PIECE_SIZE) scan.feed(encoder.encode(json.slice(at, at + PIECE_SIZE)));
}
