import type { LayerSample } from '../../replay/types';

/** replaceTrack() attached a track to a sender or removed it, which Chrome does not log as an event. */
export interface Attachment {
  /** The earliest time at which it may have been. */
  at: number;
  /** The latest: the reading that shows it. */
  latest: number;
  attached: boolean;
  /** It was before the first reading, so nothing but the events limits when. */
  beforeReadings: boolean;
}

/** An event that says whether a sender has a track. */
export interface TrackEvent {
  at: number;
  attached: boolean;
}

/** A stats reading may have been under way when an event came. */
const TOLERANCE_MS = 250;

/**
 * replaceTrack() creates no event, but stats readings show whether a sender has a track. A removal
 * between two readings is dated right after the first one: the page may have published again before
 * the second, and the verdict depends on what was idle by then.
 * @param trackEvents events of the same sender, in order of time
 */
export function attachmentsOf(samples: readonly LayerSample[], trackEvents: readonly TrackEvent[]): Attachment[] {
  const found: Attachment[] = [];
  let before: LayerSample | null = null;
  for (const sample of samples) {
    const { at, attached } = sample;
    if (attached === null) continue;
    const from = before?.at ?? Number.NEGATIVE_INFINITY;
    if (before?.attached !== attached) {
      const isReported = trackEvents.some(
        (event) => event.attached === attached && event.at > from - TOLERANCE_MS && event.at <= at + TOLERANCE_MS,
      );
      const lastEvent = trackEvents.findLast((event) => event.at <= at);
      const earliest = attached ? at : Math.max(from, lastEvent?.at ?? at) + 1;
      if (!isReported)
        found.push({ at: earliest, latest: Math.max(at, earliest), attached, beforeReadings: before === null });
    }
    before = sample;
  }
  return found;
}
