import { listedAs } from '../../../core/callsite/map-address';
import { Unmapped } from '../../../core/callsite/source-map';
import type { Opened, SourcePlace } from '../transport';
import { type Maps, originsOf } from './origins';

/** A click waits this long for a map, in ms; then the published file opens. */
const PATIENCE_MS = 6_000;

/** What a click waits for is let go with the next one: only the last one is what the user wants to see. */
let current: AbortController | null = null;

/**
 * Where a line of a script was written, as DevTools lists it.
 * @returns null as `mapped` with the reason where the published file is all there is; never rejects
 */
export async function originOf(place: SourcePlace, maps: Maps): Promise<Opened> {
  const control = new AbortController();
  current?.abort(new Unmapped('Another line was clicked meanwhile.'));
  current = control;
  try {
    const mapped = await within(PATIENCE_MS, control, async (signal) => {
      const listed = await maps.sources.list();
      const [origin] = await originsOf({ url: place.url, places: [place], from: 'scripts' }, maps, signal);
      if (!origin || origin instanceof Unmapped) throw origin;
      const url = listedAs(origin.url, listed);
      if (url === null) throw new Unmapped(`DevTools does not list ${origin.url} (are its source maps off?).`);
      return { ...origin, url };
    });
    return { mapped, why: null };
  } catch (error) {
    return { mapped: null, why: sentenceOf(error) };
  } finally {
    if (current === control) current = null;
  }
}

/** Why it is not known where lines were written. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Unmapped ? error.message : 'Its source map could not be read.';

/** Ends the work, with what it asked for, when its time is over or the caller ends it. */
export async function within<T>(
  ms: number,
  control: AbortController,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => control.abort(new Unmapped('Its source map took too long.')), ms);
  const ended = new Promise<never>((_resolve, reject) => {
    control.signal.addEventListener('abort', () => reject(control.signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(control.signal), ended]);
  } finally {
    clearTimeout(timer);
    // Whatever still goes on.
    control.abort(new Unmapped('It is over.'));
  }
}
