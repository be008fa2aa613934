import type { LayerStats, TransceiverState } from '../../protocol/state';
import { isolated } from '../text/foreign';
import { AUDIO_MIB, type Fit, MEASURED_ENCODERS } from './coefficients/coefficients';
import { type FirefoxFacts, firefoxFitFor, lastFrameFit } from './coefficients/firefox';
import { fitFor, fitValue } from './coefficients/fits';
import { lastFrameOf, megapixels, type SizedLayer, sizedLayers } from './layers';

/** A sender's state, with what a model adds where it is one of Firefox. */
type State = TransceiverState & { firefox?: FirefoxFacts };

/** A layer and its fit; both are null for audio. */
export interface Term {
  fit: Fit | null;
  layer: SizedLayer | null;
}

/** Estimated memory of the encoder behind one sender, in the page's renderer process. */
export type Estimate =
  | {
      state: 'known';
      low: number;
      high: number;
      terms: Term[];
      /** Why the coefficients may not apply to its encoder; null if they do. */
      doubt: string | null;
    }
  /** It has an encoder of unknown size; `why` says what is missing. */
  | { state: 'unknown'; why: string }
  /** It has no encoder: it never sent, or was stopped. */
  | { state: 'none'; why: string };

/**
 * Caches the estimates of idle senders, whose state does not change. Sending ones get a new state with
 * every sample, and so many short-lived keys in a WeakMap (ephemerons) make garbage collection several
 * times slower.
 */
const estimates = new WeakMap<TransceiverState, Estimate>();

/**
 * Estimates the encoder behind a transceiver's sender from the codec, scalability mode, content type
 * and last configured size of each layer. Never NaN, never negative.
 */
export function estimateOf(transceiver: State): Estimate {
  if (transceiver.phase !== 'idle') return compute(transceiver);
  let estimate = estimates.get(transceiver);
  if (!estimate) {
    estimate = compute(transceiver);
    estimates.set(transceiver, estimate);
  }
  return estimate;
}

function compute(transceiver: State): Estimate {
  const { kind, phase, stats, currentDirection } = transceiver;
  if (phase === 'new') return { state: 'none', why: 'It has never sent, so it has no encoder.' };
  if (phase === 'stopped') {
    // webrtc-pc: stop() only begins the stop. The browser completes it, and frees the encoder, with the next description.
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
  return sum(transceiver, sized);
}

/** Adds up layers that have encoded. The others have nothing allocated. */
function sum(transceiver: State, layers: SizedLayer[]): Estimate {
  const { firefox } = transceiver;
  const doubt = doubtOf(layers);
  const terms: { fit: Fit; layer: SizedLayer }[] = [];
  for (const layer of layers) {
    const fit = firefox ? firefoxFitFor(layer, firefox) : fitFor(layer);
    if (!fit) return { state: 'unknown', why: whyNoFit(layer) };
    // Of an encoder that was downscaled nothing is left beside the sender's frames.
    if (!firefox || !transceiver.downscaled) terms.push({ fit, layer });
  }
  if (firefox) terms.push({ fit: lastFrameFit(firefox), layer: lastFrameOf(transceiver, layers) });
  let low = 0;
  let high = 0;
  for (const { fit, layer } of terms) {
    const value = fitValue(fit, megapixels(layer));
    low += value * Math.max(0, 1 - fit.error);
    high += value * (1 + fit.error);
  }
  // A hardware encoder may hold next to nothing in the page's process.
  return { state: 'known', low: doubt ? 0 : low, high, terms, doubt };
}

/** Of a sender that sent for less than about a second Firefox's statistics name no codec, also later. */
const whyNoFit = ({ codec }: LayerStats) =>
  codec
    ? `The codec ${isolated(codec)} was not measured.`
    : 'Its statistics name no codec: it sent too briefly, or the browser names none.';

function doubtOf(layers: readonly LayerStats[]): string | null {
  const unmeasured = layers.find(({ encoder, powerEfficient }) => powerEfficient || (encoder && !isMeasured(encoder)));
  if (!unmeasured) return null;
  const name = unmeasured.encoder ? ` (${isolated(unmeasured.encoder.slice(0, 60))})` : '';
  if (!unmeasured.powerEfficient) return `Its encoder${name} is not one of those measured.`;
  return `Its encoder${name} is a hardware one, which may hold its memory elsewhere; measured were software encoders.`;
}

const isMeasured = (name: string) => MEASURED_ENCODERS.test(name);
