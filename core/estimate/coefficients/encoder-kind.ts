import type { LayerStats } from '../../../protocol/state';
import { MEASURED_ENCODERS } from './coefficients';

/** `other`: a software encoder that the built-in coefficients were not measured with. */
export type EncoderKind = 'hardware' | 'software' | 'other';

/** As Chrome names those of a system or its GPU: `VideoToolbox`, `MediaFoundationVideoEncodeAccelerator`, … */
const HARDWARE = /ExternalEncoder|EncodeAccelerator|VideoToolbox|MediaFoundation|MediaCodec|VA-?API|V4L2|NVENC/i;

/**
 * What a layer's encoder is, by `powerEfficientEncoder` and `encoderImplementation` (webrtc-stats);
 * null where the browser tells neither.
 */
export function encoderKindOf({
  encoder,
  powerEfficient,
}: Pick<LayerStats, 'encoder' | 'powerEfficient'>): EncoderKind | null {
  if (powerEfficient || (encoder && HARDWARE.test(encoder))) return 'hardware';
  if (!encoder) return null;
  return MEASURED_ENCODERS.test(encoder) ? 'software' : 'other';
}
