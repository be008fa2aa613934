import { getOwnPropertyDescriptor, getPrototypeOf, isArray } from './natives';
import { kindOf, labelOf, sdpTypeOf, streamIdOf, trackIdOf } from './webrtc';

/** Longest rendering of one call's arguments, in characters. */
const LONGEST = 200;

/** What `peek` gives for a member that only the page's own code could tell. */
export const OPAQUE = Symbol('opaque');

/**
 * Reads a member of an object of the page without running the page's code: getters are not called,
 * since a page can count its calls, and they may throw. @returns OPAQUE for a getter.
 */
export function peek(object: unknown, name: string): unknown {
  let owner = object;
  for (let depth = 0; depth < 5 && owner !== null && typeof owner === 'object'; depth++) {
    const found = getOwnPropertyDescriptor(owner, name);
    if (found) return 'value' in found ? found.value : OPAQUE;
    owner = getPrototypeOf(owner);
  }
  return undefined;
}

/** The kind of a MediaStreamTrack; null for anything else. */
export function trackKind(value: unknown): 'audio' | 'video' | null {
  try {
    return kindOf(value as MediaStreamTrack);
  } catch {
    return null;
  }
}

export function streamId(value: unknown): string | null {
  try {
    return streamIdOf(value);
  } catch {
    return null;
  }
}

function describeTrack(value: unknown): string | null {
  const kind = trackKind(value);
  if (!kind) return null;
  const track = value as MediaStreamTrack;
  return `${kind} track ${(labelOf(track) || trackIdOf(track)).slice(0, 60)}`;
}

function describeObject(value: object): string {
  let text = '';
  for (const name of ['type', 'direction', 'rid', 'sendEncodings', 'encodings', 'streams', 'degradationPreference']) {
    const member = peek(value, name);
    if (member === undefined || member === OPAQUE) continue;
    text += `${text ? ', ' : ''}${name}: ${asText(member)}`;
  }
  return text ? `{${text}}` : '{…}';
}

function sdpType(value: object): string | null {
  try {
    return sdpTypeOf(value);
  } catch {
    return null;
  }
}

/** One argument as short text, without running the page's code. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `'${value.slice(0, 60)}'`;
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object') return String(value).slice(0, 60);
  if (isArray(value)) return `${value.length} item${value.length === 1 ? '' : 's'}`;
  return describeTrack(value) ?? (streamId(value) ? 'stream' : (sdpType(value) ?? describeObject(value)));
}

/** The arguments of one call as short text. */
export function describeAll(args: unknown[]): string {
  let text = '';
  for (let i = 0; i < args.length && text.length < LONGEST; i++) text += `${i ? ', ' : ''}${asText(args[i])}`;
  return text.slice(0, LONGEST);
}
