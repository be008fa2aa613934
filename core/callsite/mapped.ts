import { LIMITS } from '../../protocol/limits';
import type { RawFrame } from './gecko';
import type { SourcePlace } from './source-map';
import { isV8, PUBLISHED_AS, parserOf } from './stack';

/**
 * A stack with the lines as they were written, each before the line as published:
 * `    at share (https://app.example/src/share.ts:10:14) <- at e.t (https://app.example/app.js:1:1127)`.
 * So everything that reads stacks, and every file that holds them, has both.
 * @param originOf where a frame was written; null where that is not known
 * @returns the same text where nothing is known, or was written before
 */
export function withOrigins(text: string, originOf: (frame: RawFrame) => SourcePlace | null): string {
  const parse = parserOf(text);
  let room = LIMITS.stackText - text.length;
  const lines = text.split('\n').map((line) => {
    if (line.includes(PUBLISHED_AS) || line.length > MAX_LINE) return line;
    const [frame, other] = parse(line);
    const origin = frame && !other ? originOf(frame) : null;
    if (!origin) return line;
    const written = lineOf({ ...origin, fn: writtenName(frame!, origin) }, isV8(text));
    const both = `${written}${PUBLISHED_AS}${line.trim()}`;
    // What is read from it must be what was meant, whatever is in the names.
    if (parse(written)[0]?.url !== origin.url || both.length - line.length > room) return line;
    room -= both.length - line.length;
    return both;
  });
  return lines.join('\n');
}

/** As `parseStack` reads: longer lines are cut there. */
const MAX_LINE = 1_000;

function lineOf({ fn, url, line, column }: RawFrame, v8: boolean): string {
  const place = `${url}:${line}:${column}`;
  if (v8) return fn === null ? `    at ${place}` : `    at ${fn} (${place})`;
  return `${fn ?? ''}@${place}`;
}

/** Minifiers make names of up to three characters. */
const MIN_WRITTEN = 4;

/**
 * The part of a function's name that is not a minifier's: `createSender` of `e.createSender`. Where the file
 * is still the same one, nothing was bundled, and the name stays as it is.
 */
function writtenName({ fn, url }: RawFrame, origin: SourcePlace): string | null {
  if (fn === null || stemOf(url) === stemOf(origin.url)) return fn;
  const [, how = '', name = ''] = /^((?:async )?(?:new )?)(.*)$/s.exec(fn.replace(/ \[as .*$/s, '')) ?? [];
  const parts = name.split('.');
  const from = parts.findLastIndex((part) => part.length < MIN_WRITTEN) + 1;
  return from < parts.length ? how + parts.slice(from).join('.') : null;
}

/** `share` of `https://app.example/src/share.ts?v=2`. */
const stemOf = (url: string) => /([^/]*?)(?:\.\w+)?(?:[?#].*)?$/.exec(url)?.[1] ?? url;
