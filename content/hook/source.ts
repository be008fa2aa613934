import type { SourceType, TrackSource } from '../../protocol/state';
import { addCapture } from './captures';
import { getPrototypeOf, now } from './natives';
import { setSource, sourceOf } from './records';
import { kindOf, settingsOf } from './webrtc';

const UNKNOWN: TrackSource = { type: 'unknown', call: null, stack: null, at: null };
const canvas = globalThis.CanvasCaptureMediaStreamTrack?.prototype;
const generator = (globalThis as { MediaStreamTrackGenerator?: typeof MediaStreamTrack }).MediaStreamTrackGenerator
  ?.prototype;

/** What a track shows: as its capture was seen, else as far as the track's own settings tell. */
export function trackSource(track: MediaStreamTrack): TrackSource {
  const seen = sourceOf(track);
  if (seen) return seen;
  const type = guess(track);
  const source = type === 'unknown' ? UNKNOWN : { ...UNKNOWN, type };
  setSource(track, source);
  return source;
}

export const sourceTypeOf = (track: MediaStreamTrack): SourceType => trackSource(track).type;

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
  if (settings.displaySurface === 'monitor') return 'screen';
  if (settings.displaySurface === 'window' || settings.displaySurface === 'browser')
    return settings.displaySurface === 'browser' ? 'tab' : 'window';
  const proto = getPrototypeOf(track);
  if (proto === canvas) return 'canvas';
  if (proto === generator) return 'generator';
  // A camera or microphone carries a group; canvas, element and generator tracks have none.
  if (settings.groupId) return kindOf(track) === 'audio' ? 'microphone' : 'camera';
  return 'unknown';
}
