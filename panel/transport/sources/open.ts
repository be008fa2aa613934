import type { Opened, SourcePlace } from '../transport';
import { listedAs, MAX_MAP_CHARS, mapUrlOf, originalOf, Unmapped } from './map';

/** What following a source map needs of DevTools and of the page. */
export interface Sources {
  /** Addresses of all that DevTools lists: scripts, and the sources that maps name. */
  list(): Promise<string[]>;
  /** Text of a resource of the list. */
  content(url: string): Promise<string>;
  /** Text of a map, http(s) or data:. @throws {Unmapped} where it can't be had */
  map(url: string): Promise<string>;
}

/** A click waits this long for a map, in ms; then the published file opens. */
const PATIENCE_MS = 6_000;

/**
 * Where a line of a script was written, as DevTools lists it.
 * @returns null as `mapped` with the reason where the published file is all there is; never rejects
 */
export async function originOf(place: SourcePlace, sources: Sources): Promise<Opened> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unmapped('Its source map took too long.')), PATIENCE_MS);
  });
  try {
    return { mapped: await Promise.race([follow(place, sources), late]), why: null };
  } catch (error) {
    return { mapped: null, why: error instanceof Unmapped ? error.message : 'Its source map could not be read.' };
  } finally {
    clearTimeout(timer);
  }
}

async function follow(place: SourcePlace, sources: Sources): Promise<SourcePlace> {
  const listed = await sources.list();
  const script = listedAs(place.url, listed);
  if (script === null) throw new Unmapped('DevTools does not list the script.');
  const mapUrl = mapUrlOf(await sources.content(script), place.url);
  if (mapUrl.length > MAX_MAP_CHARS) throw new Unmapped('Its source map is too large.');
  const text = await sources.map(mapUrl);
  const original = originalOf(text, mapUrl.startsWith('data:') ? place.url : mapUrl, place);
  const url = listedAs(original.url, listed);
  if (url === null) throw new Unmapped(`DevTools does not list ${original.url} (are its source maps off?).`);
  return { ...original, url };
}
