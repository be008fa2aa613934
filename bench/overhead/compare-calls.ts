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

function figuresOf({ name }: Call, [ours, theirs]: [Side, Side], goal: number | undefined): Figure[] {
  const passed = ratio(ours.micros, theirs.micros);
  const spent = ratio(ours.processor, theirs.processor);
  const note = `${passed.ours.toFixed(1)} µs with, ${passed.theirs.toFixed(1)} µs without`;
  const noise = (of: Ratio) => `noise ${of.noise.toFixed(3)}`;
  return [
    figure({
      name,
      value: passed.value,
      unit: '',
      goal,
      spread: passed.spread,
      note: `${note}; ${noise(passed)}`,
    }),
    figure({
      name: `${name}, processor time`,
      value: spent.value,
      unit: '',
      goal,
      spread: spent.spread,
      note: noise(spent),
    }),
  ];
}

interface Comparison {
  /** Runs in the page, so it must be self-contained. Sets `window.batches`, by the name of the call. */
  install: () => void;
  calls: readonly Call[];
  rounds: number;
  open: OpenTimedPage;
  /** Absent: nothing is promised. */
  goal?: number | undefined;
}

/**
 * Calls with the extension and nobody looking, over those in a browser without it. Both browsers live
 * side by side and take turns.
 */
export async function compareCalls({ install, calls, rounds, open, goal }: Comparison): Promise<Figure[]> {
  const server = await startServer();
  server.html('/', `<!doctype html><title>calls</title><script>(${install})()</script>`, ISOLATED);
  const pages: TimedPage[] = [];
  try {
    for (const withUs of [true, false]) pages.push(await open(server.url('/'), withUs));
    const empty = (): Side => ({ micros: [], processor: [] });
    const sides = calls.map(() => [empty(), empty()] as [Side, Side]);
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const [n, each] of calls.entries()) {
        for (const side of round % 2 ? [0, 1] : [1, 0]) {
          // Chrome refuses new connections at about 440 in a process, closed ones counted until then.
          const page = pages[side]!;
          await page.collectGarbage();
          const before = await page.processor();
          const micros = await run(page, each);
          if (round < 0) continue;
          sides[n]![side]!.processor.push((await page.processor()) - before);
          sides[n]![side]!.micros.push(quantile(micros, 0.5));
        }
      }
    }
    return calls.flatMap((each, n) => figuresOf(each, sides[n]!, goal));
  } finally {
    for (const page of pages) await page.close();
    await server.close();
  }
}
