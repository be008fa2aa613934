import { listedAs, MAX_MAP_BYTES, mapUrlOf, originalOf, Unmapped } from '../../../core/callsite/source-map';
import type { Opened, SourcePlace } from '../transport';

/** What following a source map needs of DevTools and of the page. */
export interface Sources {
  /** Addresses of all that DevTools lists: scripts, and the sources that maps name. */
  list(): Promise<string[]>;
  /** Text of a resource of the list. */
  content(url: string): Promise<string>;
  /** Text of a map, http(s) or data:, until the signal. @throws {Unmapped} where it can't be had */
  map(url: string, signal: AbortSignal): Promise<string>;
}

/** A click waits this long for a map, in ms; then the published file opens. */
const PATIENCE_MS = 6_000;

/** What a click waits for is let go with the next one: only the last one is what the user wants to see. */
let current: AbortController | null = null;

/**
 * Where a line of a script was written, as DevTools lists it.
 * @returns null as `mapped` with the reason where the published file is all there is; never rejects
 */
export async function originOf(place: SourcePlace, sources: Sources): Promise<Opened> {
  const control = new AbortController();
  current?.abort(new Unmapped('Another line was clicked meanwhile.'));
  current = control;
  const timer = setTimeout(() => control.abort(new Unmapped('Its source map took too long.')), PATIENCE_MS);
  const ended = new Promise<never>((_resolve, reject) => {
    control.signal.addEventListener('abort', () => reject(control.signal.reason), { once: true });
  });
  try {
    return { mapped: await Promise.race([follow(place, sources, control.signal), ended]), why: null };
  } catch (error) {
    return { mapped: null, why: error instanceof Unmapped ? error.message : 'Its source map could not be read.' };
  } finally {
    clearTimeout(timer);
    if (current === control) current = null;
    // Whatever still goes on.
    control.abort(new Unmapped('It is over.'));
  }
}

async function follow(place: SourcePlace, sources: Sources, signal: AbortSignal): Promise<SourcePlace> {
  const listed = await sources.list();
  signal.throwIfAborted();
  const script = listedAs(place.url, listed);
  if (script === null) throw new Unmapped('DevTools does not list the script.');
  const mapUrl = mapUrlOf(await sources.content(script), place.url);
  if (mapUrl.length > MAX_MAP_BYTES) throw new Unmapped('Its source map is too large.');
  const original = originalOf(
    await sources.map(mapUrl, signal),
    mapUrl.startsWith('data:') ? place.url : mapUrl,
    place,
  );
  const url = listedAs(original.url, listed);
  if (url === null) throw new Unmapped(`DevTools does not list ${original.url} (are its source maps off?).`);
  return { ...original, url };
}
