import type { Direction, EncodingState } from '../../../../../protocol/state';
import { isObject, numberOf, parseInner, textOf } from '../../../read/json';
import type { TransceiverUpdate } from '../../../replay/types';
import { OutOfBounds } from '../../../scan/bounds';
import { encodingOf } from '../../call-values';

const DIRECTIONS: readonly unknown[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive', 'stopped'];
const MAX_ITEMS = 32;
/** The text of one transceiver has less than 2,000 characters. Regular expressions take too long on millions. */
const MAX_TEXT_LENGTH = 20_000;

const directionOf = (value: unknown) => (DIRECTIONS.includes(value) ? (value as Direction) : null);
const kindOf = (value: unknown) => (value === 'audio' || value === 'video' ? value : null);

/** Reads the current JSON form, or the indented text of older versions; null if it is neither. */
export function readTransceiver(value: unknown): TransceiverUpdate | null {
  const json = parseInner(value);
  if (isObject(json)) return fromJson(json);
  return typeof value === 'string' ? fromText(value) : null;
}

function fromJson(json: Record<string, unknown>): TransceiverUpdate | null {
  const sender = isObject(json.sender) ? json.sender : {};
  const receiver = isObject(json.receiver) ? json.receiver : {};
  const direction = directionOf(json.direction);
  if (!direction) return null;
  const index = numberOf(json.transceiverIndex);
  return {
    index: index !== null && Number.isSafeInteger(index) && index >= 0 ? index : null,
    reason: textOf(json.reason),
    mid: textOf(json.mid),
    kind: kindOf(json.kind),
    track: textOf(sender.track),
    streams: listOf(sender.streams).flatMap((each) => textOf(each) ?? []),
    encodings: listOf(sender.encodings).map(encodingOf),
    receiver: textOf(receiver.track),
    direction,
    currentDirection: directionOf(json.currentDirection),
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MAX_ITEMS) : []);

/** `Caused by: addTransceiver\n\ngetTransceivers()[0]:{\n  mid:null,\n  kind:'audio',\n  sender:{ … }, … }` */
function fromText(text: string): TransceiverUpdate | null {
  if (text.length > MAX_TEXT_LENGTH) throw new OutOfBounds(`describes a transceiver in ${text.length} characters`);
  const direction = directionOf(quoted(text, 'direction'));
  if (!direction) return null;
  const sender = text.slice(text.indexOf('sender:'), Math.max(0, text.indexOf('receiver:')));
  const receiver = text.slice(Math.max(0, text.indexOf('receiver:')));
  const index = /getTransceivers\(\)\[(\d{1,6})\]/.exec(text)?.[1];
  return {
    index: index === undefined ? null : Number(index),
    reason: /^Caused by: ([\w ]{1,60})/.exec(text)?.[1] ?? null,
    mid: quoted(text, 'mid'),
    kind: kindOf(quoted(text, 'kind')),
    track: quoted(sender, 'track'),
    streams:
      (/streams:\[([^\]]{0,2000})\]/.exec(sender)?.[1] ?? '').match(/[^',\s]{1,200}/g)?.slice(0, MAX_ITEMS) ?? [],
    encodings: (sender.match(/\{[^{}]*active:[^{}]*\}/g) ?? []).slice(0, MAX_ITEMS).map(encodingFromText),
    receiver: quoted(receiver, 'track'),
    direction: text.includes('stopped:true') ? 'stopped' : direction,
    currentDirection: directionOf(quoted(text, 'currentDirection')),
  };
}

/** `{active: true, maxBitrate: 2500000, rid: h, }` */
function encodingFromText(text: string): EncodingState {
  const given: Record<string, unknown> = {};
  for (const [, name, value] of text.matchAll(/(\w+): ?'?([^,}'\s]{1,60})/g)) {
    given[name!] = value === 'true' ? true : value === 'false' ? false : value;
  }
  return encodingOf(given);
}

function quoted(text: string, name: string): string | null {
  return new RegExp(`\\b${name}:'([^'\\n]{0,200})'`).exec(text)?.[1] ?? null;
}
