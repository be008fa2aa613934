import { Content } from './content';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const MAX_PARTS = 100;

/** The contents of a text: more than one where dumps were written one behind the other. */
export function contentsOf(text: string): Content[] {
  const whole = new Content(text);
  const parts = whole.start.startsWith('{')
    ? whole.json === undefined
      ? objectsIn(text)
      : []
    : whole.start.startsWith('rtcstatsdump')
      ? dumpsIn(text)
      : [];
  return parts.length > 1 ? parts.map((part) => new Content(part)) : [whole];
}

/** The JSON objects of a text that holds nothing else between them; the last one may be cut short. */
function objectsIn(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === OPEN_OBJECT) depth++;
    else if (code === CLOSE_OBJECT && --depth === 0) {
      parts.push(text.slice(from, at + 1));
      from = at + 1;
      const next = /\S/.exec(text.slice(from, from + 1_000));
      if (next === null) return parts;
      if (next[0] !== '{' || parts.length === MAX_PARTS) return [];
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

function dumpsIn(text: string): string[] {
  return text.split(/^(?=RTCStatsDump\r?$)/m, MAX_PARTS).filter((part) => part.trim() !== '');
}
