import { listedAs, mapUrlOf } from '../../../core/callsite/map-address';
import { MAX_MAP_BYTES, originsIn, readMap, type SourceMap, Unmapped } from '../../../core/callsite/source-map';
import type { SourcePlace, WantedLines } from '../transport';
import type { MapCache } from './cache';

/** What following a source map needs of DevTools and of the page. */
export interface Sources {
  /** Addresses of all that DevTools lists: scripts, and the sources that maps name. */
  list(): Promise<string[]>;
  /** Text of a resource of the list. */
  content(url: string): Promise<string>;
  /** Text of a map, http(s) or data:, until the signal. @throws {Unmapped} where it can't be had */
  map(url: string, signal: AbortSignal): Promise<string>;
  /** Whether a document of the page has the address's origin. */
  isPages(url: string): boolean;
}

export interface Maps {
  sources: Sources;
  cache: MapCache;
}

/**
 * Where lines of one script were written. The map is read once for all of them.
 * @returns for each line its origin, or why there is none
 * @throws {Unmapped} where there is no map of use, or none that may be asked for
 */
export async function originsOf(
  { url, places, from }: WantedLines,
  { sources, cache }: Maps,
  signal: AbortSignal,
): Promise<(SourcePlace | Unmapped)[]> {
  const script = listedAs(url, await sources.list());
  signal.throwIfAborted();
  if (script === null) throw new Unmapped('DevTools does not list the script.');
  const content = await sources.content(script);
  signal.throwIfAborted();
  const mapUrl = mapUrlOf(content, url);
  if (mapUrl.length > MAX_MAP_BYTES) throw new Unmapped('Its source map is too large.');
  const inScript = mapUrl.startsWith('data:');
  if (from === 'page' && !inScript && !sources.isPages(mapUrl)) {
    throw new Unmapped('Its source map is not at the page’s own origin: a click on a line reads it.');
  }
  const read = async (): Promise<SourceMap> => readMap(await sources.map(mapUrl, signal), inScript ? url : mapUrl);
  // Of what is in the script nobody is asked.
  const map = inScript ? await read() : await cache.get(`${mapUrl} ${content.length}`, read);
  signal.throwIfAborted();
  return originsIn(map, places);
}
