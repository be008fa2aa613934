import { add, each, slice } from './lists';
import { call, getPrototypeOf, getter, hasOwn, isArray, min, plainObject, readDescriptor, toText } from './natives';
import { senderRecord } from './records';
import { kindOf, labelOf, sdpTypeOf, streamIdOf, trackIdOf } from './webrtc';

/** Longest rendering of one call's arguments, in characters. */
const LONGEST = 200;

/** What `peek` gives for a member that only the page's own code could tell. */
export const OPAQUE = Symbol('opaque');

/**
 * Reads a member of an object of the page without running the page's code: getters are not called,
 * since a page can count its calls, and they may throw. Only a Proxy's traps getOwnPropertyDescriptor
 * and getPrototypeOf run, since nothing tells a Proxy. @returns OPAQUE for what can't be read so.
 */
export function peek(object: unknown, name: string): unknown {
  try {
    let owner = object;
    for (let depth = 0; depth < 5 && owner !== null && typeof owner === 'object'; depth++) {
      const found = readDescriptor(owner, name);
      if (found) return hasOwn(found, 'value') ? found.value : OPAQUE;
      owner = getPrototypeOf(owner);
    }
    return undefined;
  } catch {
    return OPAQUE;
  }
}

/** The first items of an array of the page, read as by `peek`; null for anything but an array. */
export function items(list: unknown, most: number): unknown[] | null {
  const length = isList(list) ? peek(list, 'length') : null;
  if (typeof length !== 'number') return null;
  const read: unknown[] = [];
  for (let i = 0; i < min(length, most); i++) add(read, peek(list, `${i}`));
  return read;
}

function isList(value: unknown): boolean {
  try {
    return isArray(value);
  } catch {
    // A revoked Proxy.
    return false;
  }
}

/** Surely none of the browser's objects, whose getters tell by throwing: ten times the cost of the rest. */
function isPlain(value: unknown): boolean {
  try {
    return typeof value !== 'object' || value === null || getPrototypeOf(value) === plainObject;
  } catch {
    // A revoked Proxy.
    return true;
  }
}

/** The kind of a MediaStreamTrack; null for anything else. */
export function trackKind(value: unknown): 'audio' | 'video' | null {
  if (isPlain(value)) return null;
  try {
    return kindOf(value as MediaStreamTrack);
  } catch {
    return null;
  }
}

export function streamId(value: unknown): string | null {
  if (isPlain(value)) return null;
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
  return `${kind} track ${slice(labelOf(track) || trackIdOf(track), 0, 60)}`;
}

const MEMBERS = ['type', 'direction', 'rid', 'sendEncodings', 'encodings', 'streams', 'degradationPreference'];

function describeObject(value: object): string {
  let text = '';
  each(MEMBERS, (name) => {
    const member = peek(value, name);
    if (member === undefined || member === OPAQUE) return;
    text += `${text ? ', ' : ''}${name}: ${asText(member, describeNothing)}`;
  });
  return text ? `{${text}}` : '{…}';
}

/** Objects inside objects stay closed: they may lead back to where they came from. */
const describeNothing = () => '{…}';

function sdpType(value: object): string | null {
  if (isPlain(value)) return null;
  try {
    return sdpTypeOf(value);
  } catch {
    return null;
  }
}

/** One argument as short text, without running the page's code. */
export function asText(value: unknown, object: (value: object) => string = describeObject): string {
  if (value === null || value === undefined) return toText(value);
  if (typeof value === 'string') return `'${slice(value, 0, 60)}'`;
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object') return slice(toText(value), 0, 60);
  // Before the browser's getters, which would tell by throwing.
  if (senderRecord(value)) return 'sender';
  const length = isList(value) && peek(value, 'length');
  if (typeof length === 'number') return `${length} item${length === 1 ? '' : 's'}`;
  return describeTrack(value) ?? (streamId(value) ? 'stream' : (sdpType(value) ?? object(value)));
}

/** The arguments of one call as short text. */
export function describeAll(args: unknown[]): string {
  let text = '';
  for (let i = 0; i < args.length && text.length < LONGEST; i++) text += `${i ? ', ' : ''}${asText(args[i])}`;
  return slice(text, 0, LONGEST);
}

const exceptionName = getter(DOMException.prototype, 'name');
const exceptionMessage = getter(DOMException.prototype, 'message');

/** Name and message of an exception, the browser's or the page's own, without running the page's code. */
export function errorText(error: unknown): string {
  let name: unknown;
  let message: unknown;
  try {
    name = call(exceptionName, error);
    message = call(exceptionMessage, error);
  } catch {
    name = peek(error, 'name');
    message = peek(error, 'message');
  }
  if (typeof message !== 'string') return asText(error);
  return `${typeof name === 'string' ? slice(name, 0, 60) : 'Error'}: ${slice(message, 0, 300)}`;
}
