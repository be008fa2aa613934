import type { CaptureState, TrackSource } from '../../protocol/state';
import { add, map, remove } from './lists';
import { now, SafeWeakMap, SafeWeakRef } from './natives';
import { kindOf, readyStateOf } from './webrtc';

/** Live tracks of a camera, a microphone or a display, the oldest first; weakly held. */
const captures: { ref: WeakRef<MediaStreamTrack>; state: CaptureState }[] = [];
const MAX_CAPTURES = 50;

interface Sent {
  number: number;
  /** When it was last seen on a sender that sends; 0 for never. */
  at: number;
}
const tracks = new SafeWeakMap<MediaStreamTrack, Sent>();
let nextNumber = 1;

function sentOf(track: MediaStreamTrack): Sent {
  const before = tracks.get(track);
  if (before) return before;
  const sent = { number: nextNumber++, at: 0 };
  tracks.set(track, sent);
  return sent;
}

/** A track is seen on a sender that sends. @returns its number in the document */
export function trackSent(track: MediaStreamTrack): number {
  const sent = sentOf(track);
  sent.at = now();
  return sent.number;
}

/** Remembers a capture, unless there are too many live ones already. */
export function addCapture(track: MediaStreamTrack, source: TrackSource): void {
  forgetEnded();
  if (captures.length >= MAX_CAPTURES) return;
  const state = { track: sentOf(track).number, kind: kindOf(track), source, unsentSince: source.at };
  add(captures, { ref: new SafeWeakRef(track), state });
}

/**
 * The captures that are live.
 * @param since when the present round of syncConnection() began: a track seen sending since then is sending
 */
export function liveCaptures(since: number): CaptureState[] {
  forgetEnded();
  return map(captures, ({ ref, state }) => {
    const at = tracks.get(ref.deref() as MediaStreamTrack)?.at ?? 0;
    return { ...state, unsentSince: at >= since ? null : at || state.unsentSince };
  });
}

function forgetEnded(): void {
  for (let i = captures.length - 1; i >= 0; i--) {
    const track = captures[i]!.ref.deref();
    if (!track || readyStateOf(track) === 'ended') remove(captures, i, 1);
  }
}
