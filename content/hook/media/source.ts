import type { SourceType, TrackSource } from '../../../protocol/state';
import { getPrototypeOf, now, SafeWeakMap } from '../base/natives';
import type { TransceiverRecord } from '../records';
import { isLive, kindOf, settingsOf } from '../webrtc';
import { addCapture } from './captures';

const UNKNOWN: TrackSource = { type: 'unknown', call: null, stack: null, at: null };
const SURFACES: Record<string, SourceType> = {
  __proto__: null,
  monitor: 'screen',
  window: 'window',
  browser: 'tab',
} as never;
const generator = (globalThis as { MediaStreamTrackGenerator?: typeof MediaStreamTrack }).MediaStreamTrackGenerator
  ?.prototype;

const sources = new SafeWeakMap<MediaStreamTrack, TrackSource>();

/** The source of a track that was recorded before; undefined for a track not seen yet. */
export const sourceOf = (track: unknown) => sources.get(track as MediaStreamTrack);

/** Records the source of a track. The first one recorded holds. */
function setSource(track: MediaStreamTrack, source: TrackSource): TrackSource {
  if (!sources.get(track)) sources.set(track, source);
  return source;
}

/** What a track shows: from the call that captured it, else from the track's own settings. */
export const trackSource = (track: MediaStreamTrack): TrackSource =>
  sourceOf(track) ?? setSource(track, { ...UNKNOWN, type: guess(track) });

/** Remembers the call that captured a track; `type` where that call tells what it shows. */
export function captured(track: MediaStreamTrack, call: string, stack: number | null, type = guess(track, call)): void {
  const source = { type, call, stack, at: now() };
  setSource(track, source);
  addCapture(track, source);
}

/** The page gave a track to a sender. One that it made in a way that is not seen counts from its first use on. */
export function given(record: TransceiverRecord, track: MediaStreamTrack, stack: number | null): void {
  const at = now();
  const source = trackSource(track);
  if (!isLive(track)) record.endedGiven = { count: (record.endedGiven?.count ?? 0) + 1, stack, at };
  else if (!source.call && source.type !== 'remote') addCapture(track, { ...source, stack, at });
}

/** The track of an RTCRtpReceiver. */
export function receivedTrack(track: MediaStreamTrack): void {
  setSource(track, { ...UNKNOWN, type: 'remote' });
}

function guess(track: MediaStreamTrack, call?: string): SourceType {
  const settings = settingsOf(track);
  // Screen Capture, section 5.4: displaySurface is set on captured displays only.
  const surface = SURFACES[settings.displaySurface ?? ''];
  if (surface) return surface;
  if (getPrototypeOf(track) === generator) return 'generator';
  // A camera or microphone carries a group; canvas, element and generator tracks have none.
  if (settings.groupId) return kindOf(track) === 'audio' ? 'microphone' : 'camera';
  // Firefox does not say what of a display is captured.
  return call === 'getDisplayMedia' && kindOf(track) === 'video' ? 'screen' : 'unknown';
}
