import type { LayerStats } from '../../../protocol/state';
import { FITS, type Fit } from './coefficients';

/** The fit for a layer's encoder; null for a codec that was not measured. */
export function fitFor(layer: Pick<LayerStats, 'codec' | 'rid' | 'scalabilityMode' | 'contentType'>): Fit | null {
  // libwebrtc configures encoders by content type: it denoises camera video, which needs more frame
  // buffers, and runs OpenH264 in a screen mode that takes twice the memory (docs/memory.md).
  const screen = layer.contentType === 'screenshare';
  switch (layer.codec?.replace(/^video\//i, '').toLowerCase()) {
    case 'vp8':
      return screen ? FITS.vp8Screen : FITS.vp8Camera;
    case 'h264':
      return screen ? FITS.h264Screen : FITS.h264Camera;
    case 'av1':
      return (layer.scalabilityMode ?? 'L1T1') === 'L1T1' ? FITS.av1 : FITS.av1Layers;
    case 'vp9':
      if (/^[LS][23]/.test(layer.scalabilityMode ?? '')) return FITS.vp9Svc;
      // A layer with a rid is a simulcast layer. Measured: it takes as much as a screen share.
      if (screen || layer.rid !== null) return FITS.vp9Screen;
      return /^L1T[23]/.test(layer.scalabilityMode ?? '') ? FITS.vp9CameraTemporal : FITS.vp9Camera;
    default:
      return null;
  }
}

/** MiB of one encoding with the given number of megapixels. */
export function fitValue({ constant, perMpx }: Pick<Fit, 'constant' | 'perMpx'>, mpx: number): number {
  return constant + perMpx * mpx;
}
