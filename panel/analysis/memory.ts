import type { LayerStats, TransceiverState } from '../../protocol/state';
import { AUDIO_MIB, FITS, type Fit, MEASURED_ENCODERS } from './coefficients';

/** MiB, from the lower to the upper end of the estimate. */
export interface Range {
  low: number;
  high: number;
}

/** One fit with the layer it was applied to; `layer` is null for audio. */
export interface Term {
  fit: Fit | null;
  layer: SizedLayer | null;
}

/** What the encoder behind one sender is estimated to hold in the page's renderer process. */
export type Estimate =
  | { state: 'known'; low: number; high: number; terms: Term[] }
  /** It has an encoder, but what it holds cannot be said, and why not. */
  | { state: 'unknown'; why: string }
  /** It has none: it never sent, or was stopped. */
  | { state: 'none'; why: string };

const estimates = new WeakMap<TransceiverState, Estimate>();

/**
 * Estimate of the encoder behind a transceiver's sender, from the size that each layer was last
 * configured to, the codec and the scalability mode.
 */
export function estimateOf(transceiver: TransceiverState): Estimate {
  let estimate = estimates.get(transceiver);
  if (!estimate) {
    estimate = compute(transceiver);
    estimates.set(transceiver, estimate);
  }
  return estimate;
}

function compute(transceiver: TransceiverState): Estimate {
  const { kind, phase, stats } = transceiver;
  if (phase === 'new') return { state: 'none', why: 'It has never sent, so it has no encoder.' };
  if (phase === 'stopped') return { state: 'none', why: 'It is stopped: the browser frees its encoder.' };
  if (kind === 'audio') {
    return { state: 'known', low: 0, high: AUDIO_MIB, terms: [{ fit: null, layer: null }] };
  }
  const layers = stats?.layers ?? [];
  if (layers.length === 0) return { state: 'unknown', why: 'There are no outbound-rtp stats of it yet.' };
  const odd = layers.find((layer) => layer.powerEfficient || !isMeasuredEncoder(layer.encoder));
  if (odd) {
    return { state: 'unknown', why: `Its encoder (${odd.encoder ?? 'a hardware encoder'}) was not measured.` };
  }
  const sized = layers.flatMap((layer) => sizedLayer(transceiver, layer) ?? []);
  if (sized.length === 0) return { state: 'unknown', why: 'Its frame size is not known: it has not encoded a frame.' };
  return sum(sized);
}

/** What a downscaled idle encoder is divided by. */
const DOWNSCALED = 64;

interface SizedLayer extends LayerStats {
  width: number;
  height: number;
  /** Where the size comes from, for the formula. */
  from: string;
}

/**
 * The size that a layer was last configured to: as its stats tell, or, since Chrome forgets an idle
 * sender's after 5 s, the last track's size over the layer's scale (an adaptation by the browser is
 * then not known, so it is the most it can be). Null for a layer that never encoded.
 */
function sizedLayer(transceiver: TransceiverState, layer: LayerStats): SizedLayer | null {
  const { lastSize, downscaled } = transceiver;
  const scale = downscaled ? DOWNSCALED : scaleOf(transceiver, layer);
  // Stats of a downscaled sender go on showing the size before.
  if (layer.width && layer.height && !downscaled) {
    return { ...layer, width: layer.width, height: layer.height, from: 'outbound-rtp' };
  }
  const full = lastSize ?? (layer.width && layer.height ? { width: layer.width, height: layer.height } : null);
  if (!full || layer.framesEncoded === 0) return null;
  const size = { width: Math.round(full.width / scale), height: Math.round(full.height / scale) };
  return { ...layer, ...size, from: downscaled ? `downscaled by ${DOWNSCALED}` : 'size of its last track' };
}

/** scaleResolutionDownBy of a layer; simulcast layers halve by default (webrtc-pc, addTransceiver). */
function scaleOf({ encodings }: TransceiverState, { rid }: LayerStats): number {
  const at = encodings.findIndex((each) => (each.rid ?? null) === rid);
  const given = encodings[at]?.scaleResolutionDownBy;
  if (given) return given;
  const someGiven = encodings.some((each) => each.scaleResolutionDownBy);
  return at < 0 || someGiven ? 1 : 2 ** (encodings.length - 1 - at);
}

function isMeasuredEncoder(name: string | null): boolean {
  return name === null || name === '' || MEASURED_ENCODERS.test(name);
}

const megapixels = ({ width, height }: SizedLayer) => (width * height) / 1e6;

/** Layers without a size never encoded, so nothing was allocated for them: they are not in the sum. */
function sum(layers: SizedLayer[]): Estimate {
  let low = 0;
  let high = 0;
  const terms: Term[] = [];
  for (const layer of layers) {
    const fits = fitsOf(layer);
    if (!fits) return { state: 'unknown', why: `The codec ${layer.codec ?? ''} was not measured.`.replace('  ', ' ') };
    const mpx = megapixels(layer);
    const values = fits.map((fit) => fitValue(fit, mpx));
    // Two fits (still and moving) already span a range; one alone gets its own error.
    const error = fits.length > 1 ? 0 : fits[0]!.error;
    low += Math.min(...values) * (1 - error);
    high += Math.max(...values) * (1 + error);
    for (const fit of fits) terms.push({ fit, layer });
  }
  return { state: 'known', low, high, terms };
}

function fitsOf({ codec, scalabilityMode }: LayerStats): Fit[] | null {
  switch (codec?.replace(/^video\//i, '').toLowerCase()) {
    case 'vp8':
      return [FITS.vp8Still, FITS.vp8Moving];
    case 'h264':
      return [FITS.h264];
    case 'av1':
      return [FITS.av1];
    case 'vp9':
      return [scalabilityMode && /^[LS][23]/.test(scalabilityMode) ? FITS.vp9Svc : FITS.vp9OneSpatial];
    default:
      return null;
  }
}

function fitValue(fit: Fit, mpx: number): number {
  return fit.constant + fit.perMpx * mpx;
}

/** The formula with one sender's numbers in it, a line for each layer and fit. */
export function formulaOf(terms: readonly Term[]): string[] {
  return terms.map(({ fit, layer }) => {
    if (!fit || !layer) return `audio: at most ${AUDIO_MIB} MB (the noise floor)`;
    const mpx = megapixels(layer);
    const name = layer.rid === null ? fit.label : `${layer.rid}: ${fit.label}`;
    const constant = fit.constant ? `${fit.constant} + ` : '';
    const size = `${layer.width}×${layer.height}, ${layer.from}`;
    return `${name}: ${constant}${fit.perMpx} × ${mpx.toFixed(2)} Mpx (${size}) = ${fitValue(fit, mpx).toFixed(1)} MB`;
  });
}

/** A sum of estimates: the known part as a range, and how many senders have no figure. */
export interface Total extends Range {
  senders: number;
  unknown: number;
}

export function totalOf(estimates: Iterable<Estimate>): Total {
  const total: Total = { low: 0, high: 0, senders: 0, unknown: 0 };
  for (const estimate of estimates) {
    if (estimate.state === 'none') continue;
    total.senders += 1;
    if (estimate.state === 'unknown') total.unknown += 1;
    else {
      total.low += estimate.low;
      total.high += estimate.high;
    }
  }
  return total;
}

export function sumOf(totals: Iterable<Total>): Total {
  const sum: Total = { low: 0, high: 0, senders: 0, unknown: 0 };
  for (const total of totals) for (const key of ['low', 'high', 'senders', 'unknown'] as const) sum[key] += total[key];
  return sum;
}

/**
 * A range of MiB with one significant digit, as its error deserves: "300-400 MB", "1-1.5 GB",
 * "< 1 MB". MB are 1024-based, as in Chrome's task manager.
 */
export function formatRange({ low, high }: Range): string {
  if (high < 1e-6) return '0 MB';
  if (high < 1) return '< 1 MB';
  const gigabytes = high >= 1000;
  const scale = gigabytes ? 1024 : 1;
  const step = stepFor(high / scale);
  const from = Math.floor(low / scale / step) * step;
  const to = Math.ceil(high / scale / step) * step;
  const unit = gigabytes ? 'GB' : 'MB';
  return from === to ? `${tidy(to)} ${unit}` : `${tidy(from)}-${tidy(to)} ${unit}`;
}

/** One significant digit; half of that where the leading digit is 1, or "1-2" would say little. */
function stepFor(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return value / power < 2 ? power / 2 : power;
}

function tidy(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** As formatRange, saying also what is not known; "unknown" where nothing is. */
export function formatTotal(total: Total): string {
  if (total.senders === 0) return '0 MB';
  if (total.unknown === total.senders) return 'unknown';
  const range = formatRange(total);
  return total.unknown === 0 ? range : `${range} + ${total.unknown} unknown`;
}
