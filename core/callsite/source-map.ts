import { AnyMap, type SectionedSourceMapInput, traceSegment } from '@jridgewell/trace-mapping';
import * as v from 'valibot';
import { type JsonBounds, OutOfBounds } from '../files/scan/bounds';
import { scanJson } from '../files/scan/scan';

/** A line of code; line and column count from 1, as in a stack. */
export interface SourcePlace {
  url: string;
  line: number;
  column: number;
}

/** Why a line can't be followed to its source; the message is one sentence for the user. */
export class Unmapped extends Error {}

const MB = 2 ** 20;
/** The largest map that is read; with what it decodes to it is held for a moment. */
export const MAX_MAP_BYTES = 32 * MB;
const MAX_MAPPINGS = 16 * MB;
/** Lines of a script: each is a list when mappings are decoded, be it empty. */
const MAX_LINES = 2_000_000;
/** What its JSON may come to, counted before it is parsed. */
const MAP_BOUNDS: JsonBounds = {
  depth: 16,
  text: MAX_MAPPINGS,
  list: 1_000_000,
  object: 10_000,
  memory: 96 * MB,
  columns: 0,
};
const MAX_SOURCES = 100_000;
const MAX_SECTIONS = 1_000;
const MAX_OFFSET = 1_000_000;
const MAX_URL = 4_000;
/** What may follow the comment that names the map, in characters. */
const MAX_TAIL = 10_000;

function hasLines(mappings: string): boolean {
  let lines = 1;
  for (let at = mappings.indexOf(';'); at >= 0; at = mappings.indexOf(';', at + 1))
    if (++lines > MAX_LINES) return false;
  return true;
}

const MapSchema = v.object({
  version: v.literal(3),
  sources: v.pipe(v.array(v.nullable(v.string())), v.maxLength(MAX_SOURCES)),
  sourceRoot: v.nullish(v.string()),
  mappings: v.pipe(v.string(), v.maxLength(MAX_MAPPINGS), v.check(hasLines)),
});
const Offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_OFFSET));
const SectionsSchema = v.object({
  version: v.literal(3),
  sections: v.pipe(
    v.array(v.object({ offset: v.object({ line: Offset, column: Offset }), map: MapSchema })),
    v.maxLength(MAX_SECTIONS),
  ),
});

/**
 * The address of the source map that a script names in its last comment (ECMA-426, section 11.1).
 * @returns absolute, http(s) of the script's own origin, or data:
 * @throws {Unmapped} where it names none, or one elsewhere
 */
export function mapUrlOf(script: string, scriptUrl: string): string {
  if (/^\s*<[!\w]/.test(script.slice(0, 1_000))) throw new Unmapped('The script is part of the page itself.');
  const named = nameIn(script);
  if (!named) throw new Unmapped('The script names no source map.');
  if (named.startsWith('data:')) return named;
  const url = named.length <= MAX_URL ? read(named, scriptUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Unmapped('The address of its source map can’t be read.');
  // A page could name any address: what is fetched for it stays where its script came from.
  if (url.origin !== read(scriptUrl)?.origin) throw new Unmapped('Its source map is at another origin.');
  return url.href;
}

function nameIn(script: string): string | null {
  const at = script.lastIndexOf('sourceMappingURL=');
  if (at < 0 || !/(?:\/\/|\/\*)[#@][ \t]*$/.test(script.slice(Math.max(0, at - 8), at))) return null;
  const end = script.indexOf('\n', at);
  const line = script.slice(at + 'sourceMappingURL='.length, end < 0 ? undefined : end);
  const tail = end < 0 ? '' : script.slice(end);
  // Code after it: this was a string or comment of a tool that writes maps.
  if (tail.length > MAX_TAIL || tail.split('\n').some((each) => !/^\s*(?:\/\/.*|\/\*.*\*\/)?\s*$/.test(each)))
    return null;
  const stop = line.search(/[\s'"]|\*\//);
  return (stop < 0 ? line : line.slice(0, stop)) || null;
}

/**
 * Where the code at a place of a script was written.
 * @param text of the map: from the page, anything
 * @param base what its sources are relative to: the map's address, the script's for a data: one
 * @throws {Unmapped} where the map is broken, too large, or says nothing of the place
 */
export function originalOf(text: string, base: string, { line, column }: SourcePlace): SourcePlace {
  if (text.length > MAX_MAP_BYTES) throw new Unmapped('Its source map is too large.');
  const { segment, sources } = trace(text, base, line - 1, column - 1);
  if (!segment || segment.length === 1) throw new Unmapped('Its source map says nothing of this line.');
  const [, source, originalLine, originalColumn] = segment;
  const url = sources[source] ?? '';
  if (!url || url.length > MAX_URL || originalLine < 0) {
    throw new Unmapped('Its source map does not name this line’s source.');
  }
  return { url, line: originalLine + 1, column: Math.max(0, originalColumn) + 1 };
}

function trace(text: string, base: string, line: number, column: number) {
  try {
    // Servers may put )]}' before JSON, so that it does not run as a script.
    const json = text.startsWith(")]}'") ? text.slice(text.indexOf('\n') + 1) : text;
    scanJson(json, MAP_BOUNDS);
    const parsed: unknown = JSON.parse(json);
    const valid = v.parse(v.union([MapSchema, SectionsSchema]), parsed);
    const map = new AnyMap(valid as SectionedSourceMapInput, base);
    return { segment: traceSegment(map, line, column), sources: map.resolvedSources };
  } catch (error) {
    throw new Unmapped(
      error instanceof OutOfBounds ? `Its source map is too large: it ${error.message}.` : 'Its source map is broken.',
    );
  }
}

/**
 * The resource of this address in DevTools' list, whose addresses may be written otherwise (`/./`,
 * %-escapes).
 */
export function listedAs(url: string, listed: readonly string[]): string | null {
  if (listed.includes(url)) return url;
  const plain = plainUrl(url);
  return listed.find((each) => plainUrl(each) === plain) ?? null;
}

function plainUrl(url: string): string {
  try {
    return decodeURI(read(url)?.href ?? url);
  } catch {
    return url;
  }
}

/** URL.parse() came with Chrome 126. */
function read(url: string, base?: string): URL | null {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
}
