import { startServer } from '../../tooling/pages/server';
import { type Figure, figure, type Ratio, ratio } from '../lib/figures';
import { quantile } from '../lib/statistics';
import { ISOLATED } from './isolated';
import type { OpenTimedPage, TimedPage } from './pages/timed-page';

/** Work that the page times itself; returns microseconds per turn. */
export type Batch = () => Promise<number> | number;

export interface Call {
  name: string;
  /** Batches in a round: enough work for its processor time to be read. */
  batches: number;
}

/** Code that is not compiled yet says nothing. */
const WARM_UP = 2;

/** @returns microseconds per turn of each batch */
const run = (page: TimedPage, { name, batches }: Call) =>
  page.evaluate(
    async ([key, times]) => {
      const all: number[] = [];
      const { batches } = window as unknown as { batches: Record<string, Batch> };
      for (let i = 0; i < times; i++) all.push(await batches[key]!());
      return all;
    },
    [name, batches] as const,
  );

/** One call's measurements on one side, by round. */
interface Side {
  micros: number[];
  /** Seconds of the page's process. */
  processor: number[];
}

interface Turns {
  /** Runs in the page, so it must be self-contained. Sets `window.batches`, by the name of the call. */
  install: () => void;
  calls: readonly Call[];
  rounds: number;
  /** Each opens a page in a browser of its own. */
  sides: readonly ((url: string) => Promise<TimedPage>)[];
}

/** A browser may be slower than its like for as long as it lives, by up to 5 %: so all are begun anew so often. */
const SESSIONS = 4;

/** Times calls on several sides: the browsers live side by side and take turns. @returns by call, then by side */
export async function timeCalls({ install, calls, rounds, sides }: Turns): Promise<Side[][]> {
  const server = await startServer();
  server.html('/', `<!doctype html><title>calls</title><script>(${install})()</script>`, ISOLATED);
  const timed = calls.map(() => sides.map((): Side => ({ micros: [], processor: [] })));
  try {
    for (let session = 0; session < SESSIONS; session++) {
      const pages: TimedPage[] = [];
      try {
        for (const open of sides) pages.push(await open(server.url('/')));
        await takeTurns(pages, calls, Math.ceil(rounds / SESSIONS), timed);
      } finally {
        for (const page of pages) await page.close();
      }
    }
    return timed;
  } finally {
    await server.close();
  }
}

async function takeTurns(
  pages: readonly TimedPage[],
  calls: readonly Call[],
  rounds: number,
  timed: readonly Side[][],
): Promise<void> {
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [n, each] of calls.entries()) {
      const order = [...pages.keys()];
      for (const i of round % 2 ? order : order.toReversed()) {
        // Chrome refuses new connections at about 440 in a process, closed ones counted until then.
        const page = pages[i]!;
        await page.collectGarbage();
        const before = await page.processor();
        const micros = await run(page, each);
        if (round < 0) continue;
        const side = timed[n]![i]!;
        side.processor.push((await page.processor()) - before);
        side.micros.push(quantile(micros, 0.5));
      }
    }
  }
}

interface Goals {
  /** Of the time that the page waits. */
  passed: number;
  processor: number;
}

/** One side over another, by the time that the page waits and by processor time. */
export function figuresOf(name: string, ours: Side, theirs: Side, goals?: Goals): Figure[] {
  const passed = ratio(ours.micros, theirs.micros);
  const spent = ratio(ours.processor, theirs.processor);
  const note = `${passed.ours.toFixed(1)} µs with, ${passed.theirs.toFixed(1)} µs without`;
  const noise = (of: Ratio) => `noise ${of.noise.toFixed(3)}`;
  return [
    figure({
      name,
      value: passed.value,
      unit: '',
      goal: goals?.passed,
      spread: passed.spread,
      note: `${note}; ${noise(passed)}`,
    }),
    figure({
      name: `${name}, processor time`,
      value: spent.value,
      unit: '',
      goal: goals?.processor,
      spread: spent.spread,
      note: noise(spent),
    }),
  ];
}

interface Comparison extends Omit<Turns, 'sides'> {
  open: OpenTimedPage;
  /** Absent: nothing is promised. */
  goals?: Goals;
}

/** Calls with the extension and nobody looking, over those in a browser without it. */
export async function compareCalls({ open, goals, ...what }: Comparison): Promise<Figure[]> {
  const sides = [true, false].map((withUs) => (url: string) => open(url, withUs));
  const timed = await timeCalls({ ...what, sides });
  return what.calls.flatMap(({ name }, n) => {
    const [ours, theirs] = timed[n]!;
    return figuresOf(name, ours!, theirs!, goals);
  });
}
