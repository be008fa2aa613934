import type { Page } from '@playwright/test';
import { launchBrowser } from '../../tooling/browser/browser';
import { collectGarbage } from '../../tooling/browser/heap';
import { startServer } from '../../tooling/pages/server';
import { type Figure, figure, type Ratio, ratio } from '../lib/figures';
import { quantile } from '../lib/statistics';
import { ISOLATED } from './isolated';
import { processorOf } from './processor';

type Batch = () => Promise<number> | number;

/** Runs in the page, so it must be self-contained. Each batch returns microseconds per turn. */
function install(): void {
  const track = document.createElement('canvas').captureStream().getVideoTracks()[0]!;
  const other = track.clone();
  // Nothing to gather: a candidate's arrival would disturb the clock.
  const connect = () => new RTCPeerConnection({ iceTransportPolicy: 'relay' });
  const kept = connect();
  for (let i = 0; i < 4; i++) kept.addTransceiver(track);
  const sender = kept.getSenders()[0]!;
  const timed = async (turns: number, turn: () => unknown) => {
    const began = performance.now();
    for (let i = 0; i < turns; i++) await turn();
    return ((performance.now() - began) * 1000) / turns;
  };
  const timedNow = (turns: number, turn: () => unknown) => {
    const began = performance.now();
    for (let i = 0; i < turns; i++) turn();
    return ((performance.now() - began) * 1000) / turns;
  };
  const batches: Record<string, Batch> = {
    'addTransceiver + removeTrack'() {
      const pc = connect();
      const each = timedNow(20, () => pc.removeTrack(pc.addTransceiver(track).sender));
      pc.close();
      return each;
    },
    'new RTCPeerConnection + close': () => timedNow(5, () => connect().close()),
    async setLocalDescription() {
      const offer = await kept.createOffer();
      return timed(5, async () => {
        await kept.setLocalDescription(offer);
        await kept.setLocalDescription({ type: 'rollback' });
      });
    },
    replaceTrack: () => timed(40, () => sender.replaceTrack(sender.track === track ? other : track)),
    'getParameters + setParameters': () => timed(20, () => sender.setParameters(sender.getParameters())),
  };
  Object.assign(window, { batches });
}

interface Call {
  name: string;
  /** Batches in a round: enough work for its processor time to be read. */
  batches: number;
}

const CALLS: Call[] = [
  { name: 'addTransceiver + removeTrack', batches: 10 },
  { name: 'new RTCPeerConnection + close', batches: 16 },
  { name: 'setLocalDescription', batches: 4 },
  { name: 'replaceTrack', batches: 12 },
  { name: 'getParameters + setParameters', batches: 20 },
];
const GOAL = 1.05;
/** Code that is not compiled yet says nothing. */
const WARM_UP = 2;

/** @returns microseconds per turn of each batch */
const run = (page: Page, { name, batches }: Call) =>
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

function figuresOf({ name }: Call, [ours, theirs]: [Side, Side]): Figure[] {
  const passed = ratio(ours.micros, theirs.micros);
  const spent = ratio(ours.processor, theirs.processor);
  const note = `${passed.ours.toFixed(1)} µs with, ${passed.theirs.toFixed(1)} µs without`;
  const noise = (of: Ratio) => `noise ${of.noise.toFixed(3)}`;
  return [
    figure({
      name,
      value: passed.value,
      unit: '',
      goal: GOAL,
      spread: passed.spread,
      note: `${note}; ${noise(passed)}`,
    }),
    figure({
      name: `${name}, processor time`,
      value: spent.value,
      unit: '',
      goal: GOAL,
      spread: spent.spread,
      note: noise(spent),
    }),
  ];
}

/**
 * The calls that an app makes most, with the extension and nobody looking, over those in a browser
 * without it. Both browsers live side by side and take turns.
 */
export async function measureCalls(rounds: number): Promise<Figure[]> {
  const server = await startServer();
  server.html('/', `<!doctype html><title>calls</title><script>(${install})()</script>`, ISOLATED);
  const withUs = await launchBrowser();
  const without = await launchBrowser({ extension: null });
  try {
    const pages = [await withUs.context.newPage(), await without.context.newPage()];
    for (const page of pages) await page.goto(server.url('/'));
    const clocks = [await processorOf(pages[0]!), await processorOf(pages[1]!)];
    const empty = (): Side => ({ micros: [], processor: [] });
    const sides = CALLS.map(() => [empty(), empty()] as [Side, Side]);
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const [n, each] of CALLS.entries()) {
        for (const side of round % 2 ? [0, 1] : [1, 0]) {
          // Chrome refuses new connections at about 440 in a process, closed ones counted until then.
          await collectGarbage(pages[side]!);
          const before = (await clocks[side]!()).process;
          const micros = await run(pages[side]!, each);
          if (round < 0) continue;
          sides[n]![side]!.processor.push((await clocks[side]!()).process - before);
          sides[n]![side]!.micros.push(quantile(micros, 0.5));
        }
      }
    }
    return CALLS.flatMap((each, n) => figuresOf(each, sides[n]!));
  } finally {
    await withUs.close();
    await without.close();
    await server.close();
  }
}
