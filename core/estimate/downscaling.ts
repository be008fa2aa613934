import type { PatchEntry } from '../../protocol/log';
import type { TransceiverState } from '../../protocol/state';
import { type Estimate, estimateOf } from './memory';
import { type Range, type Total, totalOf } from './totals';

/** Whether "Downscale idle encoders now" applies to it: an idle video sender at its full size. */
export function isDownscalable({ kind, phase, downscaled }: TransceiverState): boolean {
  return kind === 'video' && phase === 'idle' && downscaled === null;
}

const downscaledEstimates = new WeakMap<TransceiverState, Estimate>();

/** Estimate of an idle encoder after it is downscaled, from the same fits. */
function downscaledEstimate(transceiver: TransceiverState): Estimate {
  let estimate = downscaledEstimates.get(transceiver);
  if (!estimate) {
    estimate = estimateOf({ ...transceiver, downscaled: 'button' });
    downscaledEstimates.set(transceiver, estimate);
  }
  return estimate;
}

export interface Forecast {
  /** Idle video senders that can be downscaled. */
  count: number;
  before: Total;
  after: Total;
  /** MiB that a downscale frees; null if no sender's estimate is known. */
  freed: Range | null;
}

/** What the idle encoders hold now, and what they would hold if they were downscaled. */
export function forecastOf(senders: readonly TransceiverState[]): Forecast {
  const before = totalOf(senders.map(estimateOf));
  const after = totalOf(senders.map(downscaledEstimate));
  const isKnown = before.unknown < before.senders;
  return { count: senders.length, before, after, freed: isKnown ? differenceOf(before, after) : null };
}

/** Subtracts low from low and high from high, because both come from the same fits at another size. */
function differenceOf(before: Range, after: Range): Range {
  return { low: Math.max(0, before.low - after.low), high: Math.max(0, before.high - after.high) };
}

/** The outcome of a downscale by hand. */
export interface DownscaleResult {
  requested: number;
  downscaled: number;
  /** Senders that could not be downscaled, by reason code. */
  refusals: { reason: string; count: number }[];
  /** Senders without a logged outcome so far. */
  unanswered: number;
  before: Total;
  after: Total;
}

/**
 * Computes the outcome of a downscale by hand.
 * @param targets idle senders at the time of the click, including audio: the hook logs why it skips those
 * @param outcomes each target's first log entry after the click
 */
export function resultOf(
  targets: readonly TransceiverState[],
  outcomes: ReadonlyMap<TransceiverState, PatchEntry>,
): DownscaleResult {
  const video = targets.filter(isDownscalable);
  const isDone = (target: TransceiverState) => outcomes.get(target)?.outcome === 'downscaled';
  const reasons = new Map<string, number>();
  for (const target of targets) {
    const entry = outcomes.get(target);
    if (entry && !isDone(target)) reasons.set(entry.reason, (reasons.get(entry.reason) ?? 0) + 1);
  }
  return {
    requested: video.length,
    downscaled: video.filter(isDone).length,
    refusals: [...reasons].map(([reason, count]) => ({ reason, count })),
    unanswered: video.filter((target) => !outcomes.has(target)).length,
    before: totalOf(video.map(estimateOf)),
    after: totalOf(video.map((target) => (isDone(target) ? downscaledEstimate(target) : estimateOf(target)))),
  };
}

/** Whether a log entry is the hook's answer to the button for the entry's transceiver. */
export function isAnswer(entry: PatchEntry): boolean {
  const { outcome, candidates } = entry;
  return candidates.length === 0 && (outcome === 'downscaled' || outcome === 'refused' || outcome === 'failed');
}
