import type { TransceiverState } from '../../protocol/state';

/**
 * How a page unpublished: `released` by removeTrack() or removeStream(), whatever else; or only
 * paused, with the track taken away or by a direction. `track-ended`: not at all, but the track of the
 * sender has ended. `mixed`: not all in the same way. `unknown`: the file does not tell what was released.
 */
export type Way = 'released' | 'track-null' | 'direction' | 'track-ended' | 'mixed' | 'unknown';

/** How the idle senders were unpublished; null if there are none. */
export function wayOf(idle: readonly TransceiverState[], knowsReleases: boolean): Way | null {
  if (idle.length === 0) return null;
  if (!knowsReleases) return 'unknown';
  const methods = new Set(idle.map(methodOf));
  return methods.size === 1 ? [...methods][0]! : 'mixed';
}

function methodOf({ released, track }: TransceiverState): Way {
  if (released) return 'released';
  if (!track) return 'track-null';
  return track.readyState === 'ended' ? 'track-ended' : 'direction';
}
