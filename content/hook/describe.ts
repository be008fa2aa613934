import { bareList, each, slice } from './base/lists';
import {
  call,
  getPrototypeOf,
  getter,
  hasOwn,
  isArray,
  min,
  plainObject,
  readDescriptor,
  toText,
} from './base/natives';
import { senderRecord } from './records';
import { kindOf, labelOf, sdpTypeOf, streamIdOf, trackIdOf } from './webrtc';

/** Length of the text of one call's arguments, in characters. */
const MAX_LENGTH = 200;

/** What `peek` returns for a member that can be read only by running the page's code. */
export const OPAQUE = Symbol();

/**
 * Reads a member of an object of the page without running the page's code: getters are not called,
 * since a page can count its calls, and they may throw. Only a Proxy's traps getOwnPropertyDescriptor
 * and getPrototypeOf run, since a Proxy can't be told from an object. @returns OPAQUE for what can't be read so.
 */
export function peek(object: unknown, name: string): unknown {
  try {
    let owner = object;
    for (let depth = 0; depth < 5 && isObject(owner); depth++) {
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
  const read = bareList();
  for (let i = 0; i < min(length, most); i++) read[i] = peek(list, `${i}`);
  return read;
}

/** A function that gives `otherwise` where `read` throws. */
const trying =
  <T, O>(read: (value: never) => T, otherwise: O) =>
  (value: unknown): T | O => {
    try {
      return read(value as never);
    } catch {
      return otherwise;
    }
  };

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a value is an array; a revoked Proxy is none. */
const isList = trying(isArray, false);

/** Whether a value is certainly no platform object. Trying a getter on a wrong object throws, which costs ten times as much. */
const isPlain = trying((value: unknown) => !isObject(value) || getPrototypeOf(value) === plainObject, true);

/** Asks one of the browser's getters; null where the value is not of its kind. */
function asking<T>(get: (value: never) => T): (value: unknown) => T | null {
  const read = trying(get, null);
  return (value) => (isPlain(value) ? null : read(value));
}

/** The kind of a MediaStreamTrack; null for anything else. */
export const trackKind = asking(kindOf);
export const streamId = asking(streamIdOf);
const sdpType = asking(sdpTypeOf);

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

/** One argument as short text, without running the page's code. */
export function asText(value: unknown, object: (value: object) => string = describeObject): string {
  if (typeof value === 'string') return `'${slice(value, 0, 60)}'`;
  if (typeof value === 'function') return 'function';
  if (!isObject(value)) return slice(toText(value), 0, 60);
  // First, because trying the platform's getters throws for other objects.
  if (senderRecord(value)) return 'sender';
  const length = isList(value) && peek(value, 'length');
  if (typeof length === 'number') return `${length} item${length === 1 ? '' : 's'}`;
  return describeTrack(value) ?? (streamId(value) ? 'stream' : (sdpType(value) ?? object(value)));
}

/** The arguments of one call as short text. */
export function describeAll(args: unknown[]): string {
  let text = '';
  for (let i = 0; i < args.length && text.length < MAX_LENGTH; i++) text += `${i ? ', ' : ''}${asText(args[i])}`;
  return slice(text, 0, MAX_LENGTH);
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
