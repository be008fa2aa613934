import type { Direction, EncodingState } from '../../../protocol/state';
import { isObject, numberOf } from '../read/json';

const DIRECTIONS: readonly unknown[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];
const MAX_ENCODINGS = 32;

export const isDirection = (value: unknown): value is Direction => DIRECTIONS.includes(value);

/** One encoding, of a call or of a log. */
export function encodingOf(value: unknown): EncodingState {
  const given = isObject(value) ? value : {};
  const encoding: EncodingState = {};
  if (typeof given.rid === 'string') encoding.rid = given.rid.slice(0, 200);
  if (typeof given.active === 'boolean') encoding.active = given.active;
  if (typeof given.scalabilityMode === 'string') encoding.scalabilityMode = given.scalabilityMode.slice(0, 200);
  for (const name of ['maxBitrate', 'maxFramerate', 'scaleResolutionDownBy'] as const) {
    const number = numberOf(given[name]);
    if (number !== null && Math.abs(number) < 1e12) encoding[name] = number;
  }
  return encoding;
}

/** The encodings that addTransceiver() was called with. */
export function encodingsOf(value: unknown): EncodingState[] {
  return Array.isArray(value) ? value.slice(0, MAX_ENCODINGS).map(encodingOf) : [];
}
