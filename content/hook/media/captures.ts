import type { CaptureState, CaptureTally, TrackSource } from '../../../protocol/state';
import { add, each } from '../base/lists';
import { now } from '../base/natives';
import { count, createLedger, tallies } from '../tally';
import { enabledOf, isLive, kindOf } from '../webrtc';
import { type TrackRecord, trackRecord } from './tracks';

/** Live tracks that the page captured or made, those of cameras, microphones, displays, canvases, elements, …. */
const captures = createLedger<MediaStreamTrack>((track) => !isLive(track), false);
/** Of those, the oldest, that are listed one by one. */
const MAX_LISTED = 300;

/** Remembers a capture. */
export function addCapture(track: MediaStreamTrack, source: TrackSource): void {
  const record = trackRecord(track);
  if (record.captured) return;
  const kind = kindOf(track);
  record.captured = { track: record.ordinal, kind, source, unsentSince: source.at };
  count(captures, track, { stack: source.stack, type: source.type, kind });
}

/**
 * The captures that are live, as captureTallies() left them.
 * @param since when the present round of syncConnection() began: a track seen sending since then is sending
 */
export function liveCaptures(since: number): CaptureState[] {
  const live: CaptureState[] = [];
  each(captures.things, ({ ref }) => {
    const track = ref.deref();
    if (!track || live.length >= MAX_LISTED) return;
    const { captured, sentAt } = trackRecord(track) as TrackRecord & { captured: CaptureState };
    captured.disabledSince = enabledOf(track) ? null : (captured.disabledSince ?? now());
    const unsentSince = sentAt >= since ? null : sentAt || captured.unsentSince;
    add(live, { ...captured, unsentSince, everSent: sentAt > 0 });
  });
  return live;
}

/** All causes of captures, and how many of each there were and are. */
export const captureTallies = () => tallies(captures) as CaptureTally[];
