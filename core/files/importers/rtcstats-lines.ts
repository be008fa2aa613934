import { MAX_TIME_MS } from '../../../protocol/limits';
import { BadFile, tooMuchSentence } from '../fault';
import { isObject, numberOf } from '../read/json';
import { type JsonBounds, OutOfBounds } from '../scan/bounds';
import { scanJson } from '../scan/scan';

const MB = 1024 * 1024;
/** Limits of one line. The largest holds all statistics of one connection at one moment. */
const LINE_BOUNDS: JsonBounds = {
  depth: 16,
  text: 4 * MB,
  list: 100_000,
  object: 20_000,
  memory: 32 * MB,
  columns: 0,
};
/** Shorter lines can't exceed the limits, so they are parsed without a scan. */
const MAX_UNSCANNED = 1_000;
const MAX_LINE_LENGTH = 16 * MB;
const MAX_LINES = 2_000_000;
/** A time below this is the difference to the time before, in ms; any other is epoch ms. */
const MIN_EPOCH_MS = 100_000_000_000;
/** First line of such a file, in lower case as Content.start has it. */
const MAGIC = 'rtcstatsdump';

/** One line of the envelope: `[name, id, value, ...extra, time]`. */
export interface RtcstatsLine {
  /** Its number in the file, from 1. */
  number: number;
  /** Chrome writes names; rtcstats-js also numbers from a fixed table. */
  name: string | number;
  /** Of the connection; null for the page. */
  id: string | null;
  value: unknown;
  /** What stands between the value and the time. */
  extra: unknown[];
  /** Epoch ms, with fractions. */
  at: number;
}

/**
 * Whether a file is in this envelope: also where its first line is missing, as whoever copies lines may leave it out.
 * @param start its first characters, in lower case (Content.start)
 */
export const isRtcstatsDump = (start: string): boolean => start.startsWith(MAGIC) || /^\{"fileformat":\d/.test(start);

/** Whether Chrome itself wrote it: rtcstats-js and its servers name the page and the client in the header. */
export const isOfChrome = (header: Readonly<Record<string, unknown>>): boolean =>
  !['clientProtocol', 'url', 'origin', 'userAgent'].some((name) => name in header);

/**
 * Reads the envelope of Chrome's rtcstats dump and of rtcstats-js: the line `RTCStatsDump`, a line with an
 * object (`header`), then one JSON list a line. Iterate over it once: it parses a line at a time, so a large
 * file is never held parsed. Damaged lines are skipped and counted, so a file that was cut off can be read.
 * Files without the first two lines (old rtcstats-server) are read the same way; `header` is empty then.
 *
 * Times: the first is epoch ms; a later one is either epoch ms, too, or the difference to the line before.
 */
export class RtcstatsLines implements Iterable<RtcstatsLine> {
  /** The object in the second line; empty if there is none. */
  readonly header: Readonly<Record<string, unknown>>;
  /** Lines so far that are no such list, without a last one that was cut off. */
  skipped = 0;
  /** Number of the first skipped line; null if none was. */
  firstSkipped: number | null = null;
  /** The last line is cut off: the file is not complete. */
  cutOff = false;
  /** Good lines so far. */
  count = 0;
  /** Where the first list begins, and the number of its line. */
  private readonly from: { offset: number; number: number };

  /** @throws {BadFile} if the header exceeds the limits */
  constructor(private readonly text: string) {
    let offset = 0;
    let number = 1;
    let header = {};
    for (let hasHeader = false; !hasHeader && offset < text.length; ) {
      const end = endOfLine(text, offset);
      const line = text.slice(offset, Math.min(end, offset + MAX_LINE_LENGTH)).trim();
      if (line.startsWith('{')) {
        const parsed = parseLine(line, number);
        if (isObject(parsed)) header = parsed;
        hasHeader = true;
      } else if (line !== '' && !line.toLowerCase().startsWith(MAGIC)) break;
      offset = end + 1;
      number += 1;
    }
    this.header = header;
    this.from = { offset, number };
  }

  /** @throws {BadFile} if a line exceeds the limits */
  *[Symbol.iterator](): Generator<RtcstatsLine, void, void> {
    const { text } = this;
    let at: number | null = null;
    let { offset, number } = this.from;
    for (; offset < text.length; number++) {
      if (number > MAX_LINES)
        throw new BadFile(tooMuchSentence(`has more than ${MAX_LINES.toLocaleString('en')} lines`));
      const end = endOfLine(text, offset);
      if (end - offset > MAX_LINE_LENGTH) {
        throw new BadFile(tooMuchSentence(`has a line of more than ${MAX_LINE_LENGTH / MB} MB (line ${number})`));
      }
      const content = text.slice(offset, end).trim();
      offset = end + 1;
      if (content === '') continue;
      const list = parseLine(content, number);
      const line: RtcstatsLine | null = Array.isArray(list) ? lineOf(list, number, at) : null;
      if (line) {
        at = line.at;
        this.count += 1;
        yield line;
      } else if (list === undefined && end === text.length) this.cutOff = true;
      else {
        this.skipped += 1;
        this.firstSkipped ??= number;
      }
    }
  }

  /** What is wrong with the file, in sentences; empty if nothing is. Complete after the iteration. */
  get faults(): string[] {
    const { skipped, firstSkipped, cutOff } = this;
    const lines = skipped === 1 ? `Line ${firstSkipped} is` : `${skipped} lines are`;
    return [
      ...(skipped > 0
        ? [
            `${lines} damaged and left out${skipped > 1 ? `, the first is line ${firstSkipped}` : ''}: what is counted may be too low.`,
          ]
        : []),
      ...(cutOff ? ['The file ends in the middle of a line: it is cut off, and what came after that is missing.'] : []),
    ];
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Undefined if it is not JSON. @throws {BadFile} */
function parseLine(text: string, number: number): unknown {
  try {
    if (text.length > MAX_UNSCANNED) scanJson(text, LINE_BOUNDS);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof OutOfBounds)
      throw new BadFile(tooMuchSentence(`holds a line (${number}) that ${error.message}`));
    return undefined;
  }
}

const isEpoch = (value: unknown) => typeof value === 'number' && Math.abs(value) >= MIN_EPOCH_MS;

/** @param before time of the line before; null for the first */
function lineOf(list: readonly unknown[], number: number, before: number | null): RtcstatsLine | null {
  const [name, id] = list;
  // Jitsi's lines of 2023 and later have a running number behind the time.
  const isNumbered = list.length === 5 && isEpoch(list[3]) && !isEpoch(list[4]);
  const time = list.length >= 4 ? numberOf(isNumbered ? list[3] : list.at(-1)) : null;
  if ((typeof name !== 'string' && typeof name !== 'number') || time === null) return null;
  if (typeof id !== 'string' && id !== null) return null;
  const at = isEpoch(time) ? time : before === null ? null : before + time;
  if (at === null || !(Math.abs(at) < MAX_TIME_MS)) return null;
  return { number, name, id, value: list[2], extra: list.slice(3, -1), at };
}
