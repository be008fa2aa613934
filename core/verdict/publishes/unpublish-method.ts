import type { TransceiverState } from '../../../protocol/state';

/**
 * How a page unpublished. `released`: by removeTrack() or removeStream(). `track-null`: paused by
 * replaceTrack(null). `direction`: paused by a direction. `track-ended`: not at all, but the sender's
 * track has ended. `mixed`: by several methods. `unknown`: the file has no data on releases.
 */
export type UnpublishMethod = 'released' | 'track-null' | 'direction' | 'track-ended' | 'mixed' | 'unknown';

/** How the idle senders were unpublished; null if there are none. */
export function unpublishMethodOf(idle: readonly TransceiverState[], knowsReleases: boolean): UnpublishMethod | null {
  if (idle.length === 0) return null;
  if (!knowsReleases) return 'unknown';
  const methods = new Set(idle.map(methodOf));
  return methods.size === 1 ? [...methods][0]! : 'mixed';
}

function methodOf({ released, track }: TransceiverState): UnpublishMethod {
  if (released) return 'released';
  if (!track) return 'track-null';
  return track.readyState === 'ended' ? 'track-ended' : 'direction';
}
