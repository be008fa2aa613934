import { checkPatch, type Driver, Inspection } from '../live/inspection';
import { Session as Live } from '../live/session';
import type { InspectOptions, Rtc } from '../types/inspection';
import { inspectByBidi } from './bidi';
import { inspectByCdp } from './cdp';
import { overlap, type Scope, scopeOf } from './types';

/** What a protocol does of an inspection. */
export interface Way extends Driver {
  /** Lets the next documents begin with the script, under a patch. */
  install(patch: string): Promise<void>;
  /** Begins with what is there. Resolves when all of it has the script. */
  start(): Promise<void>;
}

const inspected = new Set<Scope>();

/** Types and words: types/puppeteer.d.ts. */
export async function inspect(target: object, options: InspectOptions = {}): Promise<Rtc> {
  const { patch = 'none', intervalMs = 500 } = options;
  checkPatch(patch);
  if (!(intervalMs >= 100)) throw new Error(`intervalMs is a number from 100 on, not ${intervalMs}.`);
  const scope = scopeOf(target);
  if ([...inspected].some((other) => overlap(scope, other)))
    throw new Error(
      'This page is inspected already: use what the first inspect() returned, or dispose() of that before.',
    );
  inspected.add(scope);
  const live = new Live({ patch, intervalMs, install: async (next) => way?.install(next) });
  const stop = follow(scope, live);
  let way: Way | undefined;
  const release = async () => {
    inspected.delete(scope);
    stop();
    await way?.detach();
  };
  try {
    way = await (scope.browser.connection ? inspectByBidi(scope, live) : inspectByCdp(scope, live));
    await way.install(patch);
    await way.start();
  } catch (error) {
    live.end('The inspection could not begin.');
    await release();
    throw error;
  }
  const { lines, memory } = way;
  return new Inspection(live, { lines, memory: () => memory(), detach: release });
}

/** What becomes of the page and its browser. @returns stops that */
function follow({ browser, page }: Scope, live: Live): () => void {
  const gone = () => live.end('The browser was closed: this is how it was at its end.');
  const closed = () => live.end('The page was closed: this is how it was at its end.');
  const crashed = () => live.end('The page crashed: this is how it was before.');
  browser.on('disconnected', gone);
  page?.on('close', closed);
  page?.on('error', crashed);
  return () => {
    browser.off('disconnected', gone);
    page?.off('close', closed);
    page?.off('error', crashed);
  };
}
