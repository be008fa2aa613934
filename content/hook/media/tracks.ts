import type { CaptureState } from '../../../protocol/state';
import { guarded } from '../base/guard';
import { bareList, each, put, remove } from '../base/lists';
import { call, now, SafeWeakMap, SafeWeakRef } from '../base/natives';
import { listen, targetOf, unlisten } from '../events';
import type { TransceiverRecord } from '../records';
import { mutedOf } from '../webrtc';

/** The ledger's record of a track: plain data, which keeps neither the track nor its senders alive. */
export interface TrackRecord {
  /** In the document. */
  ordinal: number;
  /** When it was last seen on a sender that sends; 0 for never. */
  sentAt: number;
  mutedSince: number | null;
  /** Those whose sender has it. */
  senders: TransceiverRecord[];
  captured: CaptureState | null;
}

const tracks = new SafeWeakMap<MediaStreamTrack, TrackRecord>();
let nextOrdinal = 1;

/** Those whose sender has this track; undefined for one that was not seen yet, and for anything else. */
export const sendersOf = (track: unknown) => tracks.get(track as MediaStreamTrack)?.senders;

export function trackRecord(track: MediaStreamTrack): TrackRecord {
  const before = tracks.get(track);
  if (before) return before;
  const record: TrackRecord = {
    ordinal: nextOrdinal++,
    sentAt: 0,
    mutedSince: null,
    senders: bareList(),
    captured: null,
  };
  tracks.set(track, record);
  return record;
}

/** Since when the track has been muted, as far as that was seen; null where it is not. */
export function mutedSince(track: MediaStreamTrack): number | null {
  const record = trackRecord(track);
  record.mutedSince = mutedOf(track) ? (record.mutedSince ?? now()) : null;
  return record.mutedSince;
}

let handle: (track: MediaStreamTrack) => void = () => {};
const handleEvent = (event: Event) => {
  if (event.isTrusted) guarded('track', () => handle(call(targetOf, event)));
};

/** Sets the one function that is called when a track that a sender has ends by itself, or is muted or unmuted. */
export function whenTrackChanges(listener: typeof handle): void {
  handle = listener;
}

/**
 * A sender has this track now, or none. Only while one has it is it listened to: Chrome keeps a live track with
 * an `ended` listener, also one that the page dropped.
 * @returns whether it is new to the sender
 */
export function follow(record: TransceiverRecord, track: MediaStreamTrack | null): boolean {
  const before = record.followed?.deref() ?? null;
  if (before === track) return false;
  if (before) {
    const { senders } = trackRecord(before);
    each(senders, (one, i) => one === record && remove(senders, i, 1));
    if (!senders.length) hear(before, unlisten);
  }
  record.followed = track && new SafeWeakRef(track);
  if (track) {
    const { senders } = trackRecord(track);
    if (!senders.length) hear(track, listen);
    put(senders, record);
  }
  return track !== null;
}

function hear(track: MediaStreamTrack, how: typeof listen): void {
  each(['ended', 'mute', 'unmute'], (type) => call(how, track, [type, handleEvent]));
}
