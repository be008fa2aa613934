import type { LayerStats, TransceiverState } from '../../protocol/state';
import { isolated } from '../text/foreign';
import type { Fit } from './coefficients/coefficients';
import { encoderKindOf } from './coefficients/encoder-kind';
import type { Engine } from './coefficients/engine';
import { type FirefoxFacts, firefoxFitFor, lastFrameFit } from './coefficients/firefox';
import { fitFor, fitValue } from './coefficients/fits';
import { fitWith, type OwnFits } from './coefficients/own/fit-with';
import { PARTS, partsMeasured } from './coefficients/parts';
import { keptFrameFit } from './kept-frame';
import { lastFrameOf, megapixels, type SizedLayer, sizedLayers } from './layers';
import type { Range } from './totals';

/** A sender's state, with what a model adds where it is one of Firefox, or a calibration is in force. */
type State = TransceiverState & { firefox?: FirefoxFacts; own?: OwnFits };

/** A layer and its fit; or a part that holds the same whatever it carried. */
export type Term =
  | { fit: Fit; layer: SizedLayer }
  | { fit: null; layer: null; part: { label: string; range: Range; measured: string } };

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
  const { kind, phase, stats } = transceiver;
  const layers = stats?.layers ?? [];
  if (phase === 'new') return { state: 'none', why: 'It has never sent, so it has no encoder.' };
  if (phase === 'stopped') {
    // webrtc-pc: stop() only begins the stop. The browser completes it, and frees the encoder, with the next description.
    if (!isStopping(transceiver)) return { state: 'none', why: 'It is stopped: the browser frees its encoder.' };
    if (layers.length === 0) return { state: 'none', why: 'It is stopped, and no encoder of it is known.' };
  }
  if (kind === 'audio') return audioSender(transceiver.firefox ? 'firefox' : 'chromium');
  if (layers.length === 0) return { state: 'unknown', why: 'There are no outbound-rtp stats of it yet.' };
  const { sized, unsized } = sizedLayers(transceiver);
  if (unsized) return { state: 'unknown', why: 'It has encoded, but its frame size is not known.' };
  if (sized.length === 0) return { state: 'unknown', why: 'Its frame size is not known: it has not encoded a frame.' };
  return sum(transceiver, sized);
}

/** stop() was called, and the description that completes the stop has not come: it still has its encoder. */
export const isStopping = ({ phase, currentDirection, index }: TransceiverState): boolean =>
  phase === 'stopped' && currentDirection !== 'stopped' && index !== null;

function audioSender(engine: Engine): Estimate {
  const range = PARTS[engine].audioSender;
  const part = { label: 'audio sender', range, measured: partsMeasured(engine) };
  return { state: 'known', ...range, terms: [{ fit: null, layer: null, part }], doubt: null };
}

/** Adds up layers that have encoded. The others have nothing allocated. */
function sum(transceiver: State, layers: SizedLayer[]): Estimate {
  const { firefox, own } = transceiver;
  const terms: { fit: Fit; layer: SizedLayer }[] = [];
  const builtIn: LayerStats[] = [];
  for (const layer of layers) {
    const ownFit = own && fitWith(own, layer);
    const fit = ownFit ? ownFit.fit : firefox ? firefoxFitFor(layer, firefox) : fitFor(layer);
    if (!ownFit?.isOwn) builtIn.push(layer);
    if (!fit) return { state: 'unknown', why: whyNoFit(layer) };
    // Of an encoder that was downscaled nothing is left beside the sender's frames.
    if (!firefox || !transceiver.downscaled) terms.push({ fit, layer });
  }
  const kept = keptFrameFit(transceiver);
  if (kept) terms.push({ fit: kept, layer: lastFrameOf(transceiver, layers) });
  if (firefox) terms.push({ fit: lastFrameFit(firefox), layer: lastFrameOf(transceiver, layers) });
  const otherEncoder = doubtOf(builtIn);
  let low = 0;
  let high = 0;
  for (const { fit, layer } of terms) {
    const value = fitValue(fit, megapixels(layer));
    low += value * Math.max(0, 1 - fit.error);
    high += value * (1 + fit.error);
  }
  // A hardware encoder may hold next to nothing in the page's process.
  const doubt = otherEncoder ?? ((builtIn.length > 0 && own?.elsewhere) || null);
  return { state: 'known', low: otherEncoder ? 0 : low, high, terms, doubt };
}

/** Of a sender that sent for less than about a second Firefox's statistics name no codec, also later. */
const whyNoFit = ({ codec }: LayerStats) =>
  codec
    ? `The codec ${isolated(codec)} was not measured.`
    : 'Its statistics name no codec: it sent too briefly, or the browser names none.';

function doubtOf(layers: readonly LayerStats[]): string | null {
  for (const layer of layers) {
    const kind = encoderKindOf(layer);
    const name = layer.encoder ? ` (${isolated(layer.encoder.slice(0, 60))})` : '';
    if (kind === 'other') return `Its encoder${name} is not one of those measured. ${MAY_BE_NOTHING}`;
    if (kind === 'hardware')
      return `Its encoder${name} is a hardware one, which may hold its memory elsewhere; the built-in coefficients are of software encoders. ${MAY_BE_NOTHING}`;
  }
  return null;
}

const MAY_BE_NOTHING = 'In the page’s process it may hold as little as nothing.';
