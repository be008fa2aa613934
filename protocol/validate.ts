import * as v from 'valibot';
import { LIMITS, MAX_TIME_MS } from './limits';
import type { FromDocument } from './messages';
import { PROTOCOL_VERSION } from './messages';
import { PATCHES } from './state';

/**
 * Everything that reaches a panel comes from a page and is untrusted: its shape, its size and its
 * numbers are checked here, once, and the rest of the panel relies on it.
 */

/** Characters read so far in the message at hand; the bound on the whole needs a running total. */
let charactersRead = 0;
let charactersAllowed: number = LIMITS.totalText;

/** A check of our own, with what it comes to in JSON Schema: that is made from these schemas. */
function described<T>(json: object, check: (input: unknown) => boolean, message: string) {
  return Object.assign(v.custom<T>(check, message), { json });
}

export function text(max: number) {
  return described<string>(
    { type: 'string', maxLength: max },
    (input) => {
      if (typeof input !== 'string' || input.length > max) return false;
      charactersRead += input.length;
      return charactersRead <= charactersAllowed;
    },
    `must be text of at most ${max} characters (and of ${LIMITS.totalText} in one message)`,
  );
}

export function whole(min = 0) {
  return described<number>(
    { type: 'integer', minimum: min },
    (input) => typeof input === 'number' && Number.isSafeInteger(input) && input >= min,
    `must be a whole number, ${min} or more`,
  );
}

const short = text(LIMITS.shortText);
const long = text(LIMITS.longText);
const flag = v.boolean('must be true or false');
const count = whole();
/** Times and durations. */
const finite = described<number>(
  { type: 'number', minimum: -MAX_TIME_MS, maximum: MAX_TIME_MS },
  (input) => typeof input === 'number' && Math.abs(input) <= MAX_TIME_MS,
  'must be a number',
);
/** Sizes, rates and running totals: never negative. */
const amount = described<number>(
  { type: 'number', minimum: 0 },
  (input) => typeof input === 'number' && Number.isFinite(input) && input >= 0,
  'must be a number, 0 or more',
);

export function oneOf<const T extends readonly string[]>(...values: T) {
  return v.picklist(values, `must be one of ${values.join(', ')}`);
}

export function list<S extends v.GenericSchema>(item: S, max: number) {
  const message = `must be a list of at most ${max}`;
  return v.pipe(
    described<unknown[]>(
      { type: 'array', maxItems: max },
      (input) => Array.isArray(input) && input.length <= max,
      message,
    ),
    v.array(item),
  );
}

const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema);

const kind = oneOf('audio', 'video');
const direction = oneOf('sendrecv', 'sendonly', 'recvonly', 'inactive', 'stopped');
const patch = oneOf(...PATCHES);
const phase = oneOf('new', 'sending', 'idle', 'stopped');
const readyState = oneOf('live', 'ended');
const sourceType = oneOf(
  'screen',
  'window',
  'tab',
  'camera',
  'microphone',
  'canvas',
  'element',
  'generator',
  'remote',
  'unknown',
);

const source = v.object({ type: sourceType, call: orNull(short), stack: orNull(count), at: orNull(finite) });

const track = v.object({
  id: short,
  label: short,
  kind,
  readyState,
  enabled: flag,
  muted: flag,
  mutedSince: v.optional(orNull(finite)),
  width: orNull(amount),
  height: orNull(amount),
  frameRate: orNull(amount),
  source,
});

const capture = v.object({
  track: count,
  kind,
  source,
  unsentSince: orNull(finite),
  everSent: v.optional(flag),
  disabledSince: v.optional(orNull(finite)),
});

const tallyEntries = {
  stack: orNull(count),
  made: count,
  live: count,
  peak: count,
  streak: count,
  firstAt: finite,
  lastAt: finite,
};
const tally = v.object(tallyEntries);
const captureTally = v.object({ ...tallyEntries, type: sourceType, kind });

const encoding = v.object({
  rid: v.optional(short),
  active: v.optional(flag),
  maxBitrate: v.optional(finite),
  maxFramerate: v.optional(finite),
  scaleResolutionDownBy: v.optional(finite),
  scalabilityMode: v.optional(short),
});

const layer = v.object({
  rid: orNull(short),
  ssrc: orNull(count),
  active: orNull(flag),
  bytesSent: orNull(amount),
  framesEncoded: orNull(amount),
  width: orNull(amount),
  height: orNull(amount),
  fps: orNull(amount),
  codec: orNull(short),
  scalabilityMode: orNull(short),
  contentType: orNull(short),
  encoder: orNull(short),
  powerEfficient: orNull(flag),
});

const stats = v.object({ at: finite, layers: list(layer, LIMITS.layers) });

const transceiver = v.object({
  id: count,
  connection: count,
  index: orNull(count),
  mid: orNull(short),
  kind,
  direction,
  currentDirection: orNull(direction),
  phase,
  track: orNull(track),
  receiverTrack: v.object({ id: short, readyState, muted: flag }),
  streams: list(short, LIMITS.streams),
  encodings: list(encoding, LIMITS.encodings),
  codecPreferences: orNull(list(short, LIMITS.codecPreferences)),
  madeBy: oneOf('addTransceiver', 'addTrack', 'addStream', 'createOffer', 'setRemoteDescription', 'unknown'),
  madeAt: finite,
  madeStack: orNull(count),
  captureStack: v.optional(orNull(count)),
  lastSentAt: orNull(finite),
  released: flag,
  idleSince: orNull(finite),
  lastSize: orNull(v.object({ width: amount, height: amount })),
  endedGiven: v.optional(orNull(v.object({ count, stack: orNull(count), at: finite }))),
  reused: count,
  downscaled: orNull(oneOf('patch', 'button')),
  stats: orNull(stats),
});

const connection = v.object({
  id: count,
  madeAt: finite,
  madeStack: orNull(count),
  connectionState: orNull(oneOf('new', 'connecting', 'connected', 'disconnected', 'failed', 'closed')),
  iceConnectionState: orNull(oneOf('new', 'checking', 'connected', 'completed', 'disconnected', 'failed', 'closed')),
  signalingState: orNull(
    oneOf('stable', 'have-local-offer', 'have-remote-offer', 'have-local-pranswer', 'have-remote-pranswer', 'closed'),
  ),
  closedAt: orNull(finite),
  collectedAt: orNull(finite),
  mLines: orNull(count),
  mLinesRejected: orNull(count),
  localSdpBytes: orNull(count),
  remoteSdpBytes: orNull(count),
  negotiations: count,
  lastNegotiationMs: orNull(finite),
  dataChannels: count,
  channels: v.optional(list(tally, LIMITS.tallies)),
  offerSince: v.optional(orNull(finite)),
  logDropped: count,
});

const entryBase = { n: count, at: finite, connection: orNull(count), transceiver: orNull(count) };

/** @param n numbers that such an entry may have */
function stateEntry(n: ReturnType<typeof whole>) {
  return v.object({
    ...entryBase,
    n,
    type: v.literal('state'),
    kind,
    direction,
    currentDirection: orNull(direction),
    phase,
    source: orNull(sourceType),
    track: v.optional(orNull(count)),
    why: oneOf('made', 'published', 'unpublished', 'changed', 'stopped', 'removed'),
  });
}

const logEntry = v.variant('type', [
  v.object({
    ...entryBase,
    type: v.literal('call'),
    name: short,
    args: long,
    stack: orNull(count),
    error: orNull(long),
  }),
  stateEntry(count),
  v.object({
    ...entryBase,
    type: v.literal('connection'),
    name: oneOf(
      'made',
      'signalingState',
      'connectionState',
      'iceConnectionState',
      'datachannel',
      'closed',
      'collected',
    ),
    value: short,
  }),
  v.object({
    ...entryBase,
    type: v.literal('negotiated'),
    ms: orNull(finite),
    transceivers: count,
    mLines: orNull(count),
    sdpBytes: orNull(count),
  }),
  v.object({
    ...entryBase,
    type: v.literal('patch'),
    patch,
    outcome: oneOf(
      'switched',
      'reused',
      'stopped',
      'downscaled',
      'restored',
      'refused',
      'passed',
      'conflict',
      'failed',
    ),
    reason: short,
    candidates: list(v.object({ transceiver: count, reason: short }), LIMITS.candidates),
    stack: orNull(count),
  }),
]);

const documentInfo = v.object({ id: short, url: long, top: flag, startedAt: finite });
const errors = list(v.object({ at: finite, where: short, message: long, count }), LIMITS.errors);

/** The shapes that a recording shares with the messages. */
export const SHAPES = {
  short,
  long,
  flag,
  count,
  finite,
  amount,
  kind,
  sourceType,
  patch,
  connection,
  transceiver,
  capture,
  captureTally,
  logEntry,
  stateEntry,
  documentInfo,
  errors,
};

const update = v.object({
  type: v.literal('update'),
  v: v.literal(PROTOCOL_VERSION),
  seq: count,
  full: flag,
  at: finite,
  doc: documentInfo,
  patch,
  patchSince: orNull(finite),
  connections: list(connection, LIMITS.connections),
  transceivers: list(transceiver, LIMITS.transceivers),
  // A page that was there before the extension was updated has a hook that knows none.
  samples: v.optional(list(v.strictTuple([count, stats]), LIMITS.transceivers), []),
  captures: v.optional(list(capture, LIMITS.captures)),
  captureTallies: v.optional(list(captureTally, LIMITS.tallies)),
  log: list(logEntry, LIMITS.logEntries),
  stacks: list(v.strictTuple([count, text(LIMITS.stackText)]), LIMITS.stacks),
  errors,
  jsHeapBytes: orNull(amount),
});

const global = v.object({ type: v.literal('global'), transceiver: count, name: orNull(short) });

const fromDocument = v.variant('type', [update, global]);

export type Parsed = { ok: true; value: FromDocument } | { ok: false; error: string };

/**
 * Checks one message from a document. Unknown keys are dropped, so that a newer document may say
 * more. The error is one sentence with the path of the first thing that is wrong.
 */
export function parseFromDocument(input: unknown): Parsed {
  try {
    const result = parseBounded(fromDocument, input, LIMITS.totalText);
    if (result.success) return { ok: true, value: result.output as FromDocument };
    return { ok: false, error: sentence(input, result.issues[0]) };
  } catch (error) {
    // A getter or proxy that throws cannot come through a port, but may come from a test or a file.
    return { ok: false, error: `The message could not be read: ${String(error).slice(0, 200)}.` };
  }
}

/** Checks input that may hold so many characters of text in all; stops at the first thing that is wrong. */
export function parseBounded<S extends v.GenericSchema>(schema: S, input: unknown, totalText: number) {
  charactersRead = 0;
  charactersAllowed = totalText;
  return v.safeParse(schema, input, { abortEarly: true });
}

/** Where in the input the thing is that is wrong: `transceivers[3].kind`; empty for the whole. */
export function placeOf(issue: v.BaseIssue<unknown>): string {
  return v.getDotPath(issue)?.replace(/\.(\d+)(?=\.|$)/g, '[$1]') ?? '';
}

/** What is wrong there: `must be a number, but is "x"`. */
export function faultOf(issue: v.BaseIssue<unknown>): string {
  const what = issue.message.startsWith('must') ? issue.message : `must be ${issue.expected ?? 'something else'}`;
  return `${what}, but is ${shown(issue.input)}`;
}

function sentence(input: unknown, issue: v.BaseIssue<unknown>): string {
  const path = placeOf(issue);
  if (!path) return `The message is ${shown(input)}, not an update.`;
  if (path === 'type') return `"type" is ${shown(issue.input)}, which is no message this panel knows.`;
  if (path === 'v') {
    return `The page's side speaks protocol version ${shown(issue.input)}, this panel ${PROTOCOL_VERSION}: reload the page.`;
  }
  return `"${path}" ${faultOf(issue)}.`;
}

/** The offending value, short enough for a sentence. */
function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.length > 40 ? `text of ${value.length} characters` : JSON.stringify(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value).slice(0, 40);
}
