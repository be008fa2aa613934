import type { BrowserContext, Frame } from '@playwright/test';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  /** Time passed, in microseconds. */
  dur?: number | undefined;
  /** Processor time of the thread within it, in microseconds. */
  tdur?: number | undefined;
}

export interface Work {
  /**
   * Processor time in ms that the panel's main thread worked for each frame: all since the frame
   * before, or since a pause in which a frame had time. Work of less than 1 ms, which would flatter, is left out.
   */
  frames: number[];
  /** Of the same frames, less what V8 took in them to collect garbage. */
  ownFrames: number[];
  /** Of everything, as percent of a core. */
  percent: number;
  /** Single tasks, in ms of processor time. */
  tasks: number[];
  /** The same, less what V8 took in them to collect garbage. */
  own: number[];
}

const CATEGORIES = [
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'blink.user_timing',
  // Garbage collections.
  'v8',
];
const COLLECTION = /^(?:MinorGC|MajorGC|V8\.GC|BlinkGC)/;
/** Tells the panel's thread from all others in the trace. */
const MARK = 'transceiver-inspector-bench';
/** A frame at 60 Hz, in microseconds. */
const FRAME = 16_667;
const MIN_MS = 1;

/** Traces all of the browser as long as `during` lasts. */
export async function trace(context: BrowserContext, during: () => Promise<unknown>): Promise<TraceEvent[]> {
  const session = await context.browser()!.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await during();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events;
}

/**
 * Traces the panel's main thread. In its own processor time: what other processes take meanwhile does not count.
 * @throws where the trace does not show the panel
 */
export async function traceWork(panel: Frame, during: () => Promise<unknown>): Promise<Work> {
  let seconds = 0;
  const events = await trace(panel.page().context(), async () => {
    await panel.evaluate((name) => void performance.mark(name), MARK);
    const began = performance.now();
    await during();
    seconds = (performance.now() - began) / 1_000;
  });
  return workOf(events, seconds);
}

/**
 * @returns processor time, in ms, of the thread that set the mark, from the trace's beginning to then
 * @throws where nobody set it
 */
export function workUntil(events: readonly TraceEvent[], name: string): number {
  const mark = events.find((each) => each.name === name);
  if (!mark) throw new Error(`The trace does not show ${name}`);
  const tasks = events.filter(
    ({ name, pid, tid, ts }) => name === 'RunTask' && pid === mark.pid && tid === mark.tid && ts < mark.ts,
  );
  return tasks.reduce((sum, { tdur = 0 }) => sum + tdur / 1_000, 0);
}

/** @param seconds length of what was traced */
export function workOf(events: readonly TraceEvent[], seconds: number): Work {
  const mark = events.find(({ name }) => name === MARK);
  if (!mark) throw new Error('The trace does not show the panel');
  const own = events.filter(({ pid, tid, ts }) => pid === mark.pid && tid === mark.tid && ts >= mark.ts);
  const tasks = own.filter(({ name }) => name === 'RunTask').sort((a, b) => a.ts - b.ts);
  const begins = own.filter(({ name }) => name === 'BeginMainThreadFrame').sort((a, b) => a.ts - b.ts);
  const collections = own.filter(({ name }) => COLLECTION.test(name));
  const each = tasks.map(({ tdur }) => (tdur ?? 0) / 1_000);
  const ownTasks = tasks.map((task, i) => each[i]! - collecting(collections, task));
  const [frames, ownFrames]: [number[], number[]] = [[], []];
  let [work, ownWork] = [0, 0];
  let next = 0;
  for (const [i, { ts, dur = 0 }] of tasks.entries()) {
    work += each[i]!;
    ownWork += ownTasks[i]!;
    let drawn = false;
    for (; next < begins.length && begins[next]!.ts <= ts + dur; next++) drawn = true;
    const pause = (tasks[i + 1]?.ts ?? Number.POSITIVE_INFINITY) - ts - dur;
    if (!drawn && pause < FRAME) continue;
    if (work >= MIN_MS) {
      frames.push(work);
      ownFrames.push(ownWork);
    }
    [work, ownWork] = [0, 0];
  }
  return {
    frames,
    ownFrames,
    tasks: each,
    own: ownTasks,
    percent: each.reduce((sum, ms) => sum + ms, 0) / (seconds * 10),
  };
}

/** Processor time, in ms, of the garbage collections within a task. */
function collecting(collections: readonly TraceEvent[], { ts, dur = 0 }: TraceEvent): number {
  let [spent, end] = [0, ts];
  const within = collections.filter((each) => each.ts >= ts && each.ts < ts + dur).sort((a, b) => a.ts - b.ts);
  for (const each of within) {
    // The parts of one are within it.
    if (each.ts < end) continue;
    end = each.ts + (each.dur ?? 0);
    spent += (each.tdur ?? 0) / 1_000;
  }
  return spent;
}
