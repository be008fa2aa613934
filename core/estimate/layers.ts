import { DOWNSCALE_FACTOR } from '../../protocol/patches';
import type { LayerStats, TransceiverState } from '../../protocol/state';

/** A layer with the size in pixels that its encoder was last configured to. */
export interface SizedLayer extends LayerStats {
  width: number;
  height: number;
  /** Source of the size, as text in the formula. */
  from: string;
}

/** Longest side of a frame that any of the codecs can encode (VP8, VP9: 14 bits). A larger value is not a size. */
const MAX_SIDE = 16_384;

/**
 * The layers that have an encoder, with their sizes. `unsized` is a layer that has encoded frames of
 * an unknown size.
 */
export function sizedLayers(transceiver: TransceiverState): { sized: SizedLayer[]; unsized: LayerStats | null } {
  const sized: SizedLayer[] = [];
  let unsized: LayerStats | null = null;
  for (const layer of transceiver.stats?.layers ?? []) {
    // Nothing is allocated before the first frame. The counter restarts with a new encoder.
    if (layer.framesEncoded === 0) continue;
    const found = sizeLayer(transceiver, layer);
    if (found) sized.push(found);
    else if (layer.framesEncoded !== null) unsized ??= layer;
  }
  return { sized, unsized };
}

/**
 * The size from the stats. Chrome drops an idle sender's size after 5 s: then it is the last track's
 * size divided by the layer's scale. That is an upper bound, because the browser may have adapted it.
 */
function sizeLayer(transceiver: TransceiverState, layer: LayerStats): SizedLayer | null {
  const { lastSize, downscaled } = transceiver;
  const reported = isSize(layer) ? { width: layer.width, height: layer.height } : null;
  // Stats of a downscaled sender still show the size from before.
  if (reported && !downscaled) return { ...layer, ...reported, from: 'outbound-rtp' };
  const full = lastSize && isSize(lastSize) ? lastSize : reported;
  if (!full) return null;
  const scale = downscaled ? DOWNSCALE_FACTOR : scaleOf(transceiver, layer);
  return {
    ...layer,
    width: Math.max(1, Math.round(full.width / scale)),
    height: Math.max(1, Math.round(full.height / scale)),
    from: downscaled ? `downscaled by ${DOWNSCALE_FACTOR}` : 'upper bound: size of its last track',
  };
}

function isSize<T extends { width: number | null; height: number | null }>(
  of: T,
): of is T & { width: number; height: number } {
  const isSide = (side: number | null) => side !== null && side >= 1 && side <= MAX_SIDE;
  return isSide(of.width) && isSide(of.height);
}

/** scaleResolutionDownBy of a layer; simulcast layers halve by default (webrtc-pc, addTransceiver). */
function scaleOf({ encodings }: TransceiverState, { rid }: LayerStats): number {
  const layerIndex = encodings.findIndex((encoding) => (encoding.rid ?? null) === rid);
  const given = encodings[layerIndex]?.scaleResolutionDownBy;
  // webrtc-pc does not allow values below 1.
  if (given !== undefined) return Math.max(1, given || 1);
  const someGiven = encodings.some((encoding) => encoding.scaleResolutionDownBy !== undefined);
  return layerIndex < 0 || someGiven ? 1 : 2 ** (encodings.length - 1 - layerIndex);
}

/** The frame that a sender in Firefox keeps: as large as its last track, whatever the encoder is scaled to. */
export function lastFrameOf({ lastSize }: TransceiverState, layers: readonly SizedLayer[]): SizedLayer {
  const largest = layers.reduce((most, layer) => (megapixels(layer) > megapixels(most) ? layer : most));
  const { width, height } = lastSize && isSize(lastSize) ? lastSize : largest;
  return { ...largest, rid: null, width, height, from: 'size of its last track' };
}

export function megapixels({ width, height }: SizedLayer): number {
  return (width * height) / 1e6;
}
