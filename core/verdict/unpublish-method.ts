import type { TransceiverState } from '../../protocol/state';

/**
 * How a page unpublished: `released` by removeTrack() or removeStream(), whatever else; or only
 * paused, with the track taken away or by a direction. `mixed`: not all in the same way.
 * `unknown`: the file does not tell what was released.
 */
export type Way = 'released' | 'track-null' | 'direction' | 'mixed' | 'unknown';

/** The way that idle senders were unpublished; null without any. */
export function wayOf(idle: readonly TransceiverState[], knowsReleases: boolean): Way | null {
  if (idle.length === 0) return null;
  if (!knowsReleases) return 'unknown';
  const ways = new Set(
    idle.map(({ released, track }): Way => (released ? 'released' : track ? 'direction' : 'track-null')),
  );
  return ways.size === 1 ? [...ways][0]! : 'mixed';
}
