import { BadFile } from '../fault';
import { FILE_BOUNDS } from '../format/schema';
import { bounded } from '../scan/bounded';
import { scanJson } from '../scan/scan';
import { Content } from './content';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const MAX_PARTS = 100;
/** Of Chrome's rtcstats dump, as Content.start has it. */
const MAGIC = 'rtcstatsdump';
/** How a webrtc-internals dump begins; what an rtcstats dump holds of a damaged line is no such name with its colon. */
const INTERNALS = /^\{\s*"(?!fileFormat")\w{1,40}":/m;
/** So much may stand between two dumps. */
const MAX_BETWEEN = 1_000;
/** What stands before the next dump, which begins a line, or follows at once. */
const NEXT = /^(?:\s*,)?\s*(?=\{)|^[^{}]*?\n\s*(?=\{|RTCStatsDump)/;

/**
 * The contents of a text: more than one where dumps were written one behind the other. A dump inside a JSON text, as
 * programs send it to each other, is taken out.
 */
export function contentsOf(text: string): (Content | BadFile)[] {
  const whole = new Content(text);
  if (whole.start.startsWith('"') && typeof whole.json === 'string') return [innerOf(whole.json)];
  const parts = whole.start.startsWith('{')
    ? whole.json === undefined
      ? partsIn(text)
      : []
    : whole.start.startsWith(MAGIC)
      ? linesIn(text)
      : [];
  return parts.length > 1 ? parts.map((part) => new Content(part)) : [whole];
}

function innerOf(text: string): Content | BadFile {
  try {
    if (text.trimStart().startsWith('{')) bounded(() => scanJson(text, FILE_BOUNDS));
    return new Content(text);
  } catch (error) {
    if (error instanceof BadFile) return error;
    throw error;
  }
}

/**
 * The dumps in a text that begins with an object. A short text may stand before each of the next ones, as a name or
 * a rule. The last one may be cut short.
 */
function partsIn(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === OPEN_OBJECT) depth++;
    else if (code === CLOSE_OBJECT && --depth === 0) {
      parts.push(text.slice(from, at + 1));
      const rest = text.slice(at + 1, at + 1 + MAX_BETWEEN);
      if (!/\S/.test(rest)) return parts;
      const next = NEXT.exec(rest);
      if (next === null || parts.length === MAX_PARTS) return [];
      from = at + 1 + next[0].length;
      if (text.startsWith('RTCStatsDump', from)) return [...parts, ...linesIn(text.slice(from))];
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

function endOfText(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) break;
  }
  return at;
}

/** Chrome's rtcstats dumps in a text, and the webrtc-internals dumps behind them. */
function linesIn(text: string): string[] {
  return text
    .split(/^(?=RTCStatsDump\r?$)/m, MAX_PARTS)
    .filter((part) => part.trim() !== '')
    .flatMap((part) => {
      // The header is an object, too, in the second line.
      const lists = part.search(/^\[/m);
      const next = lists < 0 ? -1 : part.slice(lists).search(INTERNALS);
      return next < 0 ? [part] : [part.slice(0, lists + next), ...objectsOf(part.slice(lists + next))];
    });
}

function objectsOf(text: string): string[] {
  const parts = partsIn(text);
  return parts.length > 0 ? parts : [text];
}
