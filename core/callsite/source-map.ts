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
/** Characters of a source's address: a stack holds it with each frame. */
const MAX_URL = 500;
/** The highest line and column that are believed. */
const MAX_PLACE = 10_000_000;

/** Null for a source without its text. */
function countLines(text: string | null): number | null {
  if (text === null) return null;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function hasLines(mappings: string): boolean {
  let lines = 1;
  for (let at = mappings.indexOf(';'); at >= 0; at = mappings.indexOf(';', at + 1))
    if (++lines > MAX_LINES) return false;
  return true;
}

const MapSchema = v.object({
  version: v.literal(3),
  sources: v.pipe(v.array(v.nullable(v.string())), v.maxLength(MAX_SOURCES)),
  /** Only how many lines each has is kept. */
  sourcesContent: v.nullish(
    v.pipe(
      v.array(v.nullable(v.string())),
      v.maxLength(MAX_SOURCES),
      v.transform((texts) => texts.map(countLines)),
    ),
  ),
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
const AnyMapSchema = v.union([MapSchema, SectionsSchema]);

/** A map that was read and checked. Its mappings stay packed: unpacked they take ten times as much. */
export interface SourceMap {
  map: v.InferOutput<typeof AnyMapSchema>;
  base: string;
}

/**
 * @param text of the map: from the page, anything
 * @param base what its sources are relative to: the map's address, the script's for a data: one
 * @throws {Unmapped} where the map is broken or too large
 */
export function readMap(text: string, base: string): SourceMap {
  if (text.length > MAX_MAP_BYTES) throw new Unmapped('Its source map is too large.');
  try {
    // Servers may put )]}' before JSON, so that it does not run as a script.
    const json = text.startsWith(")]}'") ? text.slice(text.indexOf('\n') + 1) : text;
    scanJson(json, MAP_BOUNDS);
    return { map: v.parse(AnyMapSchema, JSON.parse(json)), base };
  } catch (error) {
    throw new Unmapped(
      error instanceof OutOfBounds ? `Its source map is too large: it ${error.message}.` : 'Its source map is broken.',
    );
  }
}

/**
 * Where the code at places of a script was written. The mappings are unpacked once for all of them.
 * @returns for each place its origin, or why there is none
 * @throws {Unmapped} where the map is broken
 */
export function originsIn(
  { map, base }: SourceMap,
  places: readonly Pick<SourcePlace, 'line' | 'column'>[],
): (SourcePlace | Unmapped)[] {
  const lines = lineCounts(map);
  try {
    const unpacked = new AnyMap(map as unknown as SectionedSourceMapInput, base);
    return places.map(({ line, column }) => {
      const segment = line > 0 && column > 0 ? traceSegment(unpacked, line - 1, column - 1) : null;
      if (!segment || segment.length === 1) return new Unmapped('Its source map says nothing of this line.');
      const [, source, originalLine, originalColumn] = segment;
      const url = sourceUrl(unpacked.resolvedSources[source] ?? '');
      const isThere = originalLine >= 0 && originalLine < Math.min(lines[source] ?? MAX_PLACE, MAX_PLACE);
      if (!url || originalColumn > MAX_PLACE) {
        return new Unmapped('Its source map does not name this line’s source.');
      }
      if (!isThere) return new Unmapped('Its source map names a line that its source does not have.');
      return { url, line: originalLine + 1, column: Math.max(0, originalColumn) + 1 };
    });
  } catch {
    throw new Unmapped('Its source map is broken.');
  }
}

/** Lines of each source, in the order in which sections are joined; undefined where the text is not there. */
function lineCounts(map: SourceMap['map']): (number | null | undefined)[] {
  const maps = 'sections' in map ? map.sections.map((section) => section.map) : [map];
  return maps.flatMap(({ sources, sourcesContent }) => sources.map((_, i) => sourcesContent?.[i]));
}

/** What runs or holds code is no file. */
const NO_FILE = /^\s*(?:javascript|vbscript|data|blob|about|view-source):/i;
/** Controls, marks that turn the direction of text, and what ends a place in a stack. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression is about control characters.
const UNSAFE = /[\s()<>"`\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A source's address as a stack can hold it; empty for none. */
function sourceUrl(url: string): string {
  if (NO_FILE.test(url)) return '';
  // Lone surrogates have no encoding.
  const plain = url.replace(/\p{Surrogate}/gu, '\ufffd').replace(UNSAFE, percent);
  return plain.length > MAX_URL ? '' : plain;
}

/** encodeURIComponent() leaves parentheses. */
const percent = (text: string) => (text === '(' ? '%28' : text === ')' ? '%29' : encodeURIComponent(text));

/**
 * Where the code at one place of a script was written.
 * @throws {Unmapped} where the map is broken, too large, or says nothing of the place
 */
export function originalOf(text: string, base: string, place: SourcePlace): SourcePlace {
  const [origin] = originsIn(readMap(text, base), [place]);
  if (!origin || origin instanceof Unmapped) throw origin ?? new Unmapped('Its source map says nothing of this line.');
  return origin;
}
