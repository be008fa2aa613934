import { each, map } from '../base/lists';
import { mutedSince, sendersOf, whenTrackChanges } from '../media/tracks';
import { trackChanged } from '../patches/door';
import type { TransceiverRecord } from '../records';
import { syncRecord } from '../sync';
import { isLive, trackProto } from '../webrtc';
import { type ObservedOne, observeCalls } from './call';

/** What becomes of tracks that senders have: the page stops them, or they end or are muted by themselves. */
export function observeTracks(): void {
  whenTrackChanges((track) => {
    mutedSince(track);
    eachSender(track, trackChanged);
  });
  observeCalls<ObservedOne>(
    trackProto,
    // Of a track that has ended, and of one that no sender has, nothing is told.
    (track) => (sendersOf(track)?.length && isLive(track as MediaStreamTrack) ? sendersOf(track)![0] : undefined),
    {
      stop: {
        // Once it has ended it no longer says how large it was.
        beforeCall: ({ self }) => eachSender(self, syncRecord),
        afterCall: ({ self }) => eachSender(self, trackChanged),
      },
    },
    'track.',
  );
}

/** Visits those whose sender has a track; a visit may change who has it. */
function eachSender(track: unknown, visit: (record: TransceiverRecord) => void): void {
  each(
    map(sendersOf(track)!, (one) => one),
    (one) => visit(one),
  );
}
