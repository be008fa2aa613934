import type { LayerStats, TransceiverState } from '../../protocol/state';
import { isolated } from '../text/foreign';
import { AUDIO_MIB, type Fit, MEASURED_ENCODERS } from './coefficients';
import { fitFor, fitValue } from './fits';
import { megapixels, type SizedLayer, sizedLayers } from './layers';

/** A layer and the fit for it; both are null for audio. */
export interface Term {
  fit: Fit | null;
  layer: SizedLayer | null;
}

/** What the encoder behind one sender is estimated to hold in the page's renderer process. */
export type Estimate =
  | {
      state: 'known';
      low: number;
      high: number;
      terms: Term[];
      /** Why its encoder is not one that the coefficients were measured with; null where it may be. */
      doubt: string | null;
    }
  /** It has an encoder, but what it holds cannot be said, and why not. */
  | { state: 'unknown'; why: string }
  /** It has none: it never sent, or was stopped. */
  | { state: 'none'; why: string };

/**
 * Of idle ones, which stand still. Those that send change with every sample, and what a weak map
 * forgets so fast makes the marking of a garbage collection several times as long (ephemerons).
 */
const estimates = new WeakMap<TransceiverState, Estimate>();

/**
 * Estimate of the encoder behind a transceiver's sender, from the size that each layer was last
 * configured to, codec, scalability mode and content type. Never NaN, never negative.
 */
export function estimateOf(transceiver: TransceiverState): Estimate {
  if (transceiver.phase !== 'idle') return compute(transceiver);
  let estimate = estimates.get(transceiver);
  if (!estimate) {
    estimate = compute(transceiver);
    estimates.set(transceiver, estimate);
  }
  return estimate;
}

function compute(transceiver: TransceiverState): Estimate {
  const { kind, phase, stats, currentDirection } = transceiver;
  if (phase === 'new') return { state: 'none', why: 'It has never sent, so it has no encoder.' };
  if (phase === 'stopped') {
    // webrtc-pc: stop() only begins it; the browser ends it, and frees the encoder, with the next description.
    const done = currentDirection === 'stopped';
    return { state: 'none', why: `It is stopped: the browser frees its encoder${done ? '' : ' with the next offer'}.` };
  }
  if (kind === 'audio') {
    return { state: 'known', low: 0, high: AUDIO_MIB, terms: [{ fit: null, layer: null }], doubt: null };
  }
  const layers = stats?.layers ?? [];
  if (layers.length === 0) return { state: 'unknown', why: 'There are no outbound-rtp stats of it yet.' };
  const { sized, unsized } = sizedLayers(transceiver);
  if (unsized) return { state: 'unknown', why: 'It has encoded, but its frame size is not known.' };
  if (sized.length === 0) return { state: 'unknown', why: 'Its frame size is not known: it has not encoded a frame.' };
  return sum(sized);
}

/** Layers that never encoded have nothing allocated: they are not in the sum. */
function sum(layers: SizedLayer[]): Estimate {
  const doubt = doubtOf(layers);
  let low = 0;
  let high = 0;
  const terms: Term[] = [];
  for (const layer of layers) {
    const fit = fitFor(layer);
    if (!fit)
      return { state: 'unknown', why: `The codec ${isolated(layer.codec ?? '')} was not measured.`.replace('  ', ' ') };
    const value = fitValue(fit, megapixels(layer));
    low += value * Math.max(0, 1 - fit.error);
    high += value * (1 + fit.error);
    terms.push({ fit, layer });
  }
  // An encoder in hardware may hold next to nothing in the page's process.
  return { state: 'known', low: doubt ? 0 : low, high, terms, doubt };
}

function doubtOf(layers: readonly LayerStats[]): string | null {
  const odd = layers.find(({ encoder, powerEfficient }) => powerEfficient || (encoder && !isMeasured(encoder)));
  if (!odd) return null;
  const name = odd.encoder ? ` (${isolated(odd.encoder.slice(0, 60))})` : '';
  if (!odd.powerEfficient) return `Its encoder${name} is not one of those measured.`;
  return `Its encoder${name} is a hardware one, which may hold its memory elsewhere; measured were software encoders.`;
}

const isMeasured = (name: string) => MEASURED_ENCODERS.test(name);
