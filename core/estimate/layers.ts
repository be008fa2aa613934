import { DOWNSCALE_FACTOR } from '../../protocol/patches';
import type { LayerStats, TransceiverState } from '../../protocol/state';

/** A layer with the size in pixels that its encoder was last configured to. */
export interface SizedLayer extends LayerStats {
  width: number;
  height: number;
  /** Where the size comes from, for the formula. */
  from: string;
}

/** Longest side of a frame that any of the codecs can encode (VP8, VP9: 14 bits); more is no size. */
const LONGEST_SIDE = 16_384;

/**
 * The layers that have an encoder, with their sizes. `unsized` is a layer that has encoded, at a size
 * that nobody knows any more.
 */
export function sizedLayers(transceiver: TransceiverState): { sized: SizedLayer[]; unsized: LayerStats | null } {
  const sized: SizedLayer[] = [];
  let unsized: LayerStats | null = null;
  for (const layer of transceiver.stats?.layers ?? []) {
    // Nothing is allocated before the first frame; the counter starts again with a new encoder.
    if (layer.framesEncoded === 0) continue;
    const found = sizeLayer(transceiver, layer);
    if (found) sized.push(found);
    else if (layer.framesEncoded !== null) unsized ??= layer;
  }
  return { sized, unsized };
}

/**
 * As the stats tell, or, since Chrome forgets an idle sender's size after 5 s, the last track's size
 * over the layer's scale (an adaptation by the browser is then not known, so it is the most it can be).
 */
function sizeLayer(transceiver: TransceiverState, layer: LayerStats): SizedLayer | null {
  const { lastSize, downscaled } = transceiver;
  const told = isSize(layer) ? { width: layer.width, height: layer.height } : null;
  // Stats of a downscaled sender go on showing the size before.
  if (told && !downscaled) return { ...layer, ...told, from: 'outbound-rtp' };
  const full = lastSize && isSize(lastSize) ? lastSize : told;
  if (!full) return null;
  const scale = downscaled ? DOWNSCALE_FACTOR : scaleOf(transceiver, layer);
  return {
    ...layer,
    width: Math.max(1, Math.round(full.width / scale)),
    height: Math.max(1, Math.round(full.height / scale)),
    from: downscaled ? `downscaled by ${DOWNSCALE_FACTOR}` : 'at most: size of its last track',
  };
}

function isSize<T extends { width: number | null; height: number | null }>(
  of: T,
): of is T & { width: number; height: number } {
  const isSide = (side: number | null) => side !== null && side >= 1 && side <= LONGEST_SIDE;
  return isSide(of.width) && isSide(of.height);
}

/** scaleResolutionDownBy of a layer; simulcast layers halve by default (webrtc-pc, addTransceiver). */
function scaleOf({ encodings }: TransceiverState, { rid }: LayerStats): number {
  const at = encodings.findIndex((each) => (each.rid ?? null) === rid);
  const given = encodings[at]?.scaleResolutionDownBy;
  // webrtc-pc allows nothing below 1.
  if (given !== undefined) return Math.max(1, given || 1);
  const someGiven = encodings.some((each) => each.scaleResolutionDownBy !== undefined);
  return at < 0 || someGiven ? 1 : 2 ** (encodings.length - 1 - at);
}

export function megapixels({ width, height }: SizedLayer): number {
  return (width * height) / 1e6;
}
