import type { EncodingState } from '../../../protocol/state';
import { peek } from '../describe';

const NAMES = ['rid', 'active', 'maxBitrate', 'maxFramerate', 'scaleResolutionDownBy', 'scalabilityMode'] as const;

/** RTCRtpEncodingParameters as the page gave or got them, without running the page's code. At most 16. */
export function readEncodings(encodings: unknown[]): EncodingState[] {
  const read: EncodingState[] = [];
  for (let i = 0; i < encodings.length && i < 16; i++) {
    const encoding: EncodingState = {};
    for (const name of NAMES) {
      const value = peek(encodings[i], name);
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
        (encoding as Record<string, unknown>)[name] = typeof value === 'string' ? value.slice(0, 40) : value;
      }
    }
    read[read.length] = encoding;
  }
  return read;
}
