import type { SourceType, TrackSource } from '../../protocol/state';
import { addCapture } from './captures';
import { getPrototypeOf, now, SafeWeakMap } from './natives';
import { kindOf, settingsOf } from './webrtc';

const UNKNOWN: TrackSource = { type: 'unknown', call: null, stack: null, at: null };
const SURFACES: Record<string, SourceType> = {
  __proto__: null,
  monitor: 'screen',
  window: 'window',
  browser: 'tab',
} as never;
const canvas = globalThis.CanvasCaptureMediaStreamTrack?.prototype;
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

/** Remembers the call that captured a track. */
export function captured(track: MediaStreamTrack, call: string, stack: number | null): void {
  const source = { type: guess(track), call, stack, at: now() };
  setSource(track, source);
  // What only shows the page's own picture costs nobody a camera light.
  if (call !== 'captureStream') addCapture(track, source);
}

/** The track of an RTCRtpReceiver. */
export function receivedTrack(track: MediaStreamTrack): void {
  setSource(track, { ...UNKNOWN, type: 'remote' });
}

function guess(track: MediaStreamTrack): SourceType {
  const settings = settingsOf(track);
  // Screen Capture, section 5.4: displaySurface is set on captured displays only.
  const surface = SURFACES[settings.displaySurface ?? ''];
  if (surface) return surface;
  const proto = getPrototypeOf(track);
  if (proto === canvas) return 'canvas';
  if (proto === generator) return 'generator';
  // A camera or microphone carries a group; canvas, element and generator tracks have none.
  if (settings.groupId) return kindOf(track) === 'audio' ? 'microphone' : 'camera';
  return 'unknown';
}
