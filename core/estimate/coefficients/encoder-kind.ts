import type { LayerStats } from '../../../protocol/state';
import { MEASURED_ENCODERS } from './coefficients';

/** `other`: an encoder that the built-in coefficients were not measured with, and not known to be a hardware one. */
export type EncoderKind = 'hardware' | 'software' | 'other';

/** As Chrome names those of a system or its GPU: `VideoToolbox`, `MediaFoundationVideoEncodeAccelerator`, … */
const HARDWARE = /ExternalEncoder|EncodeAccelerator|VideoToolbox|MediaFoundation|MediaCodec|VA-?API|V4L2|NVENC/i;

/**
 * What libwebrtc puts before the names of several encoders that share a sender: `SimulcastEncoderAdapter (libvpx, libvpx)`.
 * Alone it names none.
 */
const ADAPTER = /SimulcastEncoderAdapter/i;

/**
 * What a layer's encoder is, by `powerEfficientEncoder` and `encoderImplementation` (webrtc-stats);
 * null where the browser tells neither. Whoever asks what an encoder is asks here.
 */
export function encoderKindOf({
  encoder,
  powerEfficient,
}: Pick<LayerStats, 'encoder' | 'powerEfficient'>): EncoderKind | null {
  if (powerEfficient || (encoder && HARDWARE.test(encoder))) return 'hardware';
  const parts = (encoder ?? '').replace(ADAPTER, '').split(/[(),]/);
  const names = parts.map((part) => part.trim()).filter(Boolean);
  if (names.length === 0) return null;
  return names.every((name) => MEASURED_ENCODERS.test(name)) ? 'software' : 'other';
}
