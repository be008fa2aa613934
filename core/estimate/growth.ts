import type { Kind } from '../../protocol/state';
import { type EncoderGroup, type Point, type ReplaySource, replay } from '../history/replay';
import type { Reading } from '../model/types';
import type { Engine } from './coefficients/engine';
import { PARTS } from './coefficients/parts';
import type { Range } from './totals';

/** Growth between two readings, in MiB. A range may go below 0. */
export interface Growth {
  /** Growth of the page's process according to Chrome's task manager. */
  measured: number;
  idle: Range;
  sending: Range;
  audio: Range;
  /** Receivers that receive no more. */
  deadReceivers: Range;
  /** Measured growth minus the estimates. */
  unexplained: Range;
  /** Growth of the JavaScript heap; null unless it was known at both readings. */
  jsHeap: number | null;
  /** Senders without an estimate at the second reading. Their memory stays unexplained. */
  unknown: number;
  /** Transceivers that receive at the second reading, and the change since the first. They are not in the estimates. */
  receivers: { now: number; more: number };
  /** What the unexplained rest may be, or why it is below 0; null if it is small. */
  advice: string | null;
}

const BOTH: ReadonlySet<Kind> = new Set(['audio', 'video']);
/** A page's memory varies by this much from one minute to the next for no particular reason, in MiB. */
const SMALL_MIB = 50;
const SMALL_SHARE = 0.25;

/**
 * Splits the growth between two readings into an explained and an unexplained part.
 * @param sources all documents of the page, because they share the process
 * @param engine whose receivers they are
 */
export function growthBetween(
  sources: readonly ReplaySource[],
  a: Reading,
  b: Reading,
  engine: Engine = 'chromium',
): Growth {
  const points = replay(sources, { from: a.at, to: b.at }, BOTH, 1);
  const [first, last] = [points[0]!, points.at(-1)!];
  const change = (...groups: EncoderGroup[]) => difference(sumOf(last, groups), sumOf(first, groups));
  const measured = b.mib - a.mib;
  const all = change('video idle', 'video sending', 'audio idle', 'audio sending');
  const deadReceivers = difference(receiversAt(last, engine), receiversAt(first, engine));
  const unexplained = {
    low: measured - all.high - deadReceivers.high,
    high: measured - all.low - deadReceivers.low,
  };
  const heap = a.jsHeapBytes !== null && b.jsHeapBytes !== null ? (b.jsHeapBytes - a.jsHeapBytes) / 1024 ** 2 : null;
  return {
    measured,
    idle: change('video idle'),
    sending: change('video sending'),
    audio: change('audio idle', 'audio sending'),
    deadReceivers,
    unexplained,
    jsHeap: heap,
    unknown: last.unknown,
    receivers: { now: receiving(last), more: receiving(last) - receiving(first) },
    advice: adviceFor(unexplained, measured),
  };
}

/** Both ends use the same fits, so their errors do not add up: subtracts low from low and high from high. */
function difference(after: Range, before: Range): Range {
  const [lowChange, highChange] = [after.low - before.low, after.high - before.high];
  return { low: Math.min(lowChange, highChange), high: Math.max(lowChange, highChange) };
}

function sumOf({ encoders }: Point, groups: readonly EncoderGroup[]): Range {
  const sum = { low: 0, high: 0 };
  for (const group of groups) {
    sum.low += encoders[group].low;
    sum.high += encoders[group].high;
  }
  return sum;
}

function receiversAt({ deadReceivers }: Point, engine: Engine): Range {
  const { video, audio } = PARTS[engine].receiver;
  const sum = (end: keyof Range) => deadReceivers.video * video[end] + deadReceivers.audio * audio[end];
  return { low: sum('low'), high: sum('high') };
}

const receiving = ({ directions }: Point) => directions.recvonly + directions.sendrecv;

function adviceFor({ low, high }: Range, measured: number): string | null {
  const small = Math.max(SMALL_MIB, SMALL_SHARE * Math.abs(measured));
  if (low > small) {
    return 'Look elsewhere for the rest: the JS heap (Memory panel), other tabs in the same process, canvas and video frames, decoders of receivers. What the GPU holds is in a process of its own and not in these readings.';
  }
  if (high < -small) {
    return 'Less became more than the estimate says: it may be too high here, or the page let go of something else in the meantime.';
  }
  return null;
}
