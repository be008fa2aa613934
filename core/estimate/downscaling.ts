import type { PatchEntry } from '../../protocol/log';
import type { TransceiverState } from '../../protocol/state';
import { type Estimate, estimateOf } from './memory';
import { type Range, type Total, totalOf } from './totals';

/** Whether "Downscale idle encoders now" is for it: an idle video sender that is still at its full size. */
export function isDownscalable({ kind, phase, downscaled }: TransceiverState): boolean {
  return kind === 'video' && phase === 'idle' && downscaled === null;
}

const small = new WeakMap<TransceiverState, Estimate>();

/** What an idle encoder holds once it is downscaled, from the same fits as before. */
function downscaledEstimate(transceiver: TransceiverState): Estimate {
  let estimate = small.get(transceiver);
  if (!estimate) {
    estimate = estimateOf({ ...transceiver, downscaled: 'button' });
    small.set(transceiver, estimate);
  }
  return estimate;
}

export interface Forecast {
  /** Idle video senders that can be downscaled. */
  count: number;
  before: Total;
  after: Total;
  /** MiB that a downscale frees; null where no sender's estimate is known. */
  freed: Range | null;
}

/** What the idle encoders hold now, and what they would hold at 1/64 of the size. */
export function forecastOf(senders: readonly TransceiverState[]): Forecast {
  const before = totalOf(senders.map(estimateOf));
  const after = totalOf(senders.map(downscaledEstimate));
  const known = before.unknown < before.senders;
  return { count: senders.length, before, after, freed: known ? freedBy(before, after) : null };
}

/** Low from low and high from high: both ends come from the same fits at another size. */
function freedBy(before: Range, after: Range): Range {
  return { low: Math.max(0, before.low - after.low), high: Math.max(0, before.high - after.high) };
}

/** What became of a downscale by hand. */
export interface DownscaleResult {
  asked: number;
  downscaled: number;
  /** Those that could not be, by reason code. */
  refusals: { reason: string; count: number }[];
  /** No outcome was logged for them (yet). */
  unanswered: number;
  before: Total;
  after: Total;
}

/**
 * Outcome of a downscale by hand.
 * @param targets idle senders at the time of the click, audio included: the hook says why it leaves them
 * @param outcomes first entry of the log after the click for each of them
 */
export function resultOf(
  targets: readonly TransceiverState[],
  outcomes: ReadonlyMap<TransceiverState, PatchEntry>,
): DownscaleResult {
  const video = targets.filter(isDownscalable);
  const done = (target: TransceiverState) => outcomes.get(target)?.outcome === 'downscaled';
  const reasons = new Map<string, number>();
  for (const target of targets) {
    const entry = outcomes.get(target);
    if (entry && !done(target)) reasons.set(entry.reason, (reasons.get(entry.reason) ?? 0) + 1);
  }
  return {
    asked: video.length,
    downscaled: video.filter(done).length,
    refusals: [...reasons].map(([reason, count]) => ({ reason, count })),
    unanswered: video.filter((target) => !outcomes.has(target)).length,
    before: totalOf(video.map(estimateOf)),
    after: totalOf(video.map((target) => (done(target) ? downscaledEstimate(target) : estimateOf(target)))),
  };
}

/** Whether a log entry is the answer to the button for the transceiver that it names. */
export function isAnswer(entry: PatchEntry): boolean {
  const { outcome, candidates } = entry;
  return candidates.length === 0 && (outcome === 'downscaled' || outcome === 'refused' || outcome === 'failed');
}
