import type { LayerStats, TransceiverState } from '../../protocol/state';

/**
 * Keeps the size that an encoder was last configured to. Chrome's outbound-rtp drops frameWidth and
 * frameHeight about five seconds after the last frame (libwebrtc, SendStatisticsProxy::
 * PurgeOldStats), but the encoder keeps its configuration.
 */
export function withLastSizes(before: TransceiverState | undefined, now: TransceiverState): TransceiverState {
  if (!before?.stats || !now.stats || now.phase === 'new') return now;
  // Of 150 it is asked every second, and of next to none a size is missing that was there.
  if (now.stats.layers.every(hasSize)) return now;
  const layersBefore = before.stats.layers;
  const layers = now.stats.layers.map((layer) => withLastSize(findLayer(layersBefore, layer), layer));
  if (layers.every((layer, i) => layer === now.stats!.layers[i])) return now;
  return { ...now, stats: { ...now.stats, layers } };
}

const hasSize = ({ width, height }: LayerStats) => Boolean(width && height);

function findLayer(layers: readonly LayerStats[], { ssrc, rid }: LayerStats): LayerStats | undefined {
  return layers.find((layer) => (ssrc !== null ? layer.ssrc === ssrc : layer.rid === rid));
}

function withLastSize(before: LayerStats | undefined, now: LayerStats): LayerStats {
  if (!before || hasSize(now) || !before.width || !before.height) return now;
  const { width, height, codec, scalabilityMode } = before;
  return { ...now, width, height, codec: now.codec ?? codec, scalabilityMode: now.scalabilityMode ?? scalabilityMode };
}
