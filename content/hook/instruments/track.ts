import { guarded } from '../guard';
import { each, map } from '../lists';
import { logCall } from '../log';
import { apply } from '../natives';
import { trackChanged } from '../patches/door';
import type { TransceiverRecord } from '../records';
import { captureStack } from '../stacks';
import { syncRecord } from '../sync';
import { mutedSince, sendersOf, whenTrackChanges } from '../tracks';
import { isLive, trackProto } from '../webrtc';
import { entered, wrap } from '../wrap';

/** What becomes of tracks that senders have: the page stops them, or they end or are muted by themselves. */
export function observeTracks(): void {
  whenTrackChanges((track) => {
    mutedSince(track);
    eachSender(track, trackChanged);
  });
  wrap(trackProto, 'stop', 'value', (native, self, args) => {
    if (!sendersOf(self)?.length || !isLive(self as MediaStreamTrack)) return apply(native, self, args as never);
    guarded('track.stop', () => {
      const stack = captureStack(entered);
      eachSender(self, (record) => {
        // Once it has ended, the track no longer says how large it was.
        syncRecord(record);
        logCall(record.connection, record, 'track.stop', args, stack);
      });
    });
    const result = apply(native, self, args as never);
    guarded('track.stop', () => eachSender(self, trackChanged));
    return result;
  });
}

/** Visits those whose sender has a track; a visit may change who has it. */
function eachSender(track: unknown, visit: (record: TransceiverRecord) => void): void {
  each(
    map(sendersOf(track) ?? [], (one) => one),
    visit,
  );
}
