import type { LayerSample } from '../../replay/types';

/** A track was put on a sender, or taken off it, without an event: by replaceTrack(). */
export interface Attachment {
  at: number;
  attached: boolean;
}

/** What an event told of a sender's track. */
export interface TrackNews {
  at: number;
  attached: boolean;
}

/** A reading may have been under way when an event came. */
const SLACK_MS = 250;

/**
 * replaceTrack() makes no event, but readings of statistics show whether a sender has a track. One
 * that was taken off between two readings is dated right after the first: in that second a page
 * may have published anew, and what counts is what was idle by then.
 * @param news what events told of the same sender, in order of time
 */
export function attachmentsOf(samples: readonly LayerSample[], news: readonly TrackNews[]): Attachment[] {
  const found: Attachment[] = [];
  let before: LayerSample | null = null;
  for (const sample of samples) {
    const { at, attached } = sample;
    if (attached === null) continue;
    const from = before?.at ?? Number.NEGATIVE_INFINITY;
    if (before?.attached !== attached) {
      const told = news.some(
        (each) => each.attached === attached && each.at > from - SLACK_MS && each.at <= at + SLACK_MS,
      );
      const last = news.findLast((each) => each.at <= at);
      if (!told) found.push({ at: attached ? at : Math.max(from, last?.at ?? at) + 1, attached });
    }
    before = sample;
  }
  return found;
}
