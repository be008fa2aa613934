import { pageScript } from '../live/assets';
import { checkPatch, Inspection } from '../live/inspection';
import { SourceLines } from '../live/place';
import { Session } from '../live/session';
import { readMemory } from '../memory/playwright';
import { readMessage } from '../page/messages';
import type { InspectOptions, Rtc } from '../types/inspection';
import type { Disposable, PlaywrightContext, PlaywrightFrame, PlaywrightPage } from './types';

const inspected = new WeakMap<object, Rtc>();
/** Targets whose script could not be taken away, since their Playwright has no way to. */
const spent = new WeakSet<object>();
let made = 0;

/** Types and words: types/playwright.d.ts. */
export async function inspect(target: object, options: InspectOptions = {}): Promise<Rtc> {
  const { patch = 'none', intervalMs = 500 } = options;
  checkPatch(patch);
  if (!(intervalMs >= 100)) throw new Error(`intervalMs is a number from 100 on, not ${intervalMs}.`);
  if (!('exposeBinding' in target && 'addInitScript' in target))
    throw new Error('inspect() takes a Playwright Page or BrowserContext.');
  const on = target as PlaywrightPage | PlaywrightContext;
  refuseSecond(on);

  const binding = `__transceiverInspector${made++}`;
  let script: Disposable | undefined;
  const session = new Session({
    patch,
    intervalMs,
    async install(next) {
      const before = script;
      script = await on.addInitScript({ content: pageScript({ binding, patch: next }) });
      await before?.dispose();
    },
  });
  const stop = follow(on, session);
  const inspection = new Inspection(session, {
    lines: new SourceLines((url) => readText(on, url)),
    memory: () => readMemory(pagesOf(on)),
    async detach() {
      inspected.delete(on);
      stop();
      if (!script?.dispose) spent.add(on);
      await script?.dispose?.().catch(() => {});
      await exposed?.dispose?.().catch(() => {});
    },
  });
  inspected.set(on, inspection);
  let exposed: Disposable | undefined;
  try {
    exposed = await on.exposeBinding(binding, ({ frame }, message) =>
      session.carrier.hear(readMessage(message), frame),
    );
    await session.install(patch);
    const late = pageScript({ binding, patch, late: true });
    const frames = pagesOf(on).flatMap((page) => page.frames());
    // Where a frame goes meanwhile, its next document has the script.
    await Promise.all(frames.map((frame) => startIn(frame, late)));
  } catch (error) {
    await inspection.dispose();
    throw error;
  }
  return inspection;
}

const pagesOf = (on: PlaywrightPage | PlaywrightContext) => ('pages' in on ? on.pages() : [on]);

/** An empty document made nothing yet: in it nothing is late. */
async function startIn(frame: PlaywrightFrame, late: string): Promise<void> {
  const script = frame.url() === 'about:blank' || frame.url() === '' ? late.replace(/true\);$/, 'false);') : late;
  await frame.evaluate(script).catch(() => {});
}

function refuseSecond(on: PlaywrightPage | PlaywrightContext): void {
  const around = 'pages' in on ? on.pages() : [on.context()];
  if ([on, ...around].some((each) => inspected.has(each)))
    throw new Error(
      'This page is inspected already: use what the first inspect() returned, or dispose() of that before. (The fixture `rtc` inspects the test’s whole context.)',
    );
  if ([on, ...around].some((each) => spent.has(each)))
    throw new Error(
      'This page was inspected before, and this version of Playwright can’t take a script away again: make a new context.',
    );
}

/** What becomes of pages and frames. @returns stops that */
function follow(on: PlaywrightPage | PlaywrightContext, session: Session): () => void {
  const offs: (() => void)[] = [];
  const listen = (to: PlaywrightPage | PlaywrightContext, event: string, handle: (what: never) => void) => {
    to.on(event, handle);
    offs.push(() => to.off(event, handle));
  };
  const closeAll = (page: PlaywrightPage) => {
    for (const frame of page.frames()) session.carrier.closeFrame(frame);
  };
  const followPage = (page: PlaywrightPage) => {
    const end = (why: string) => () => {
      closeAll(page);
      if (page === on) session.end(why);
    };
    listen(page, 'framedetached', (frame) => session.carrier.closeFrame(frame));
    listen(page, 'close', end('The page was closed: this is how it was at its end.'));
    listen(page, 'crash', end('The page crashed: this is how it was before.'));
  };
  if ('pages' in on) {
    listen(on, 'page', followPage);
    listen(on, 'close', () => session.end('The context or its browser was closed: this is how it was at its end.'));
  }
  for (const page of pagesOf(on)) followPage(page);
  return () => {
    for (const off of offs) off();
  };
}

/** As the page would: with its cookies. */
async function readText(on: PlaywrightPage | PlaywrightContext, url: string): Promise<string> {
  const response = await on.request.get(url, { maxRedirects: 0, timeout: 3_000 });
  try {
    if (!response.ok()) throw new Error('not there');
    return await response.text();
  } finally {
    await response.dispose();
  }
}
