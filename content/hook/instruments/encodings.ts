import type { EncodingState } from '../../../protocol/state';
import { each, slice } from '../base/lists';
import { items, peek } from '../describe';

const NAMES = ['rid', 'active', 'maxBitrate', 'maxFramerate', 'scaleResolutionDownBy', 'scalabilityMode'] as const;
const MAX_ENCODINGS = 16;

/** RTCRtpEncodingParameters as the page gave or got them, without running the page's code; null for no array. */
export function readEncodings(encodings: unknown): EncodingState[] | null {
  const read = items(encodings, MAX_ENCODINGS);
  each(read ?? [], (one, i) => {
    read![i] = readEncoding(one);
  });
  return read as EncodingState[] | null;
}

function readEncoding(given: unknown): EncodingState {
  const encoding: Record<string, unknown> = { __proto__: null } as never;
  each(NAMES, (name) => {
    const value = peek(given, name);
    if (typeof value === 'string') encoding[name] = slice(value, 0, 40);
    else if (typeof value === 'number' || typeof value === 'boolean') encoding[name] = value;
  });
  return encoding;
}
