import type { SourceType, TransceiverState } from '../../protocol/state';
import type { Fit } from './coefficients/coefficients';
import type { FirefoxFacts } from './coefficients/firefox';
import { PARTS, type StreamFit } from './coefficients/parts';

const DISPLAYS: readonly (SourceType | null)[] = ['screen', 'window', 'tab'];

/**
 * Whether a sender keeps the MediaStream that the page gave it, and with it the stopped track; null where that is
 * not known. Measured: with addTrack(track, stream), not without a stream and not with addTransceiver().
 */
export function keepsStream({ kind, streams, madeBy }: TransceiverState): boolean | null {
  if (kind === 'audio' || madeBy === 'addTransceiver') return false;
  // It gives a stream, whose id the page's log does not name; and it was not measured.
  if (madeBy === 'addStream') return null;
  if (streams.length === 0) return false;
  // addTrack() may take a sender that was there, and setStreams() names streams, too.
  return madeBy === 'addTrack' ? true : null;
}

/**
 * A state as a model holds it: marked in Firefox, and elsewhere with the source of the last track that it sent where
 * a stream may keep that; null if that is not known.
 */
export type MarkedState = TransceiverState & { firefox?: FirefoxFacts; lastSource?: SourceType | null };

/**
 * The fit for the last frame of an idle sender's track, which the stream given to addTrack() keeps; null where
 * nothing is kept. Where it is not known whether it is: from nothing to all of it.
 */
export function keptFrameFit(state: MarkedState): Fit | null {
  const keeps = state.phase === 'idle' ? keepsStream(state) : false;
  if (keeps === false) return null;
  const { firefox, lastSource } = state;
  const engine = firefox ? 'firefox' : 'chromium';
  const source = (firefox ? firefox.source : lastSource) ?? null;
  const { drawn, camera, display } = PARTS[engine].stream;
  const isKnown = source === 'canvas' || source === 'camera' || DISPLAYS.includes(source);
  const own = source === 'camera' ? camera : DISPLAYS.includes(source) ? display : drawn;
  if (keeps && isKnown) return own && fitOf('Last frame, kept by the stream given to addTrack()', own);
  const most = isKnown ? own : largest([drawn, camera, display]);
  return most && orNothing(fitOf('Last frame, if a stream keeps it', most));
}

const fitOf = (label: string, { perMpx, error, sizes }: StreamFit): Fit => ({
  id: label,
  label,
  constant: 0,
  perMpx,
  error,
  cells: sizes,
});

function largest(fits: readonly (StreamFit | null)[]): StreamFit | null {
  return fits.reduce((most, fit) => (fit && fit.perMpx > (most?.perMpx ?? 0) ? fit : most), null);
}

/** From nothing to the upper end of a fit. */
const orNothing = (fit: Fit): Fit => ({ ...fit, perMpx: (fit.perMpx * (1 + fit.error)) / 2, error: 1 });
