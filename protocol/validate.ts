import * as v from 'valibot';
import { LIMITS } from './limits';
import type { FromDocument } from './messages';
import { PROTOCOL_VERSION } from './messages';
import { PATCHES } from './state';

/**
 * Everything that reaches a panel comes from a page and is untrusted: its shape, its size and its
 * numbers are checked here, once, and the rest of the panel relies on it.
 */

/** Characters read so far in the message at hand; the bound on the whole needs a running total. */
let charactersRead = 0;

function text(max: number) {
  return v.custom<string>((input) => {
    if (typeof input !== 'string' || input.length > max) return false;
    charactersRead += input.length;
    return charactersRead <= LIMITS.totalText;
  }, `must be text of at most ${max} characters (and of ${LIMITS.totalText} in one message)`);
}

function whole(min = 0) {
  return v.custom<number>(
    (input) => typeof input === 'number' && Number.isSafeInteger(input) && input >= min,
    `must be a whole number, ${min} or more`,
  );
}

const short = text(LIMITS.shortText);
const long = text(LIMITS.longText);
const flag = v.boolean('must be true or false');
const count = whole();
const finite = v.custom<number>((input) => typeof input === 'number' && Number.isFinite(input), 'must be a number');
/** Sizes, rates and running totals: never negative. */
const amount = v.custom<number>(
  (input) => typeof input === 'number' && Number.isFinite(input) && input >= 0,
  'must be a number, 0 or more',
);

function oneOf<const T extends readonly string[]>(...values: T) {
  return v.picklist(values, `must be one of ${values.join(', ')}`);
}

function list<S extends v.GenericSchema>(item: S, max: number) {
  const message = `must be a list of at most ${max}`;
  return v.pipe(
    v.custom<unknown[]>((input) => Array.isArray(input) && input.length <= max, message),
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

const track = v.object({
  id: short,
  label: short,
  kind,
  readyState,
  enabled: flag,
  muted: flag,
  width: orNull(amount),
  height: orNull(amount),
  frameRate: orNull(amount),
  source: v.object({ type: sourceType, call: orNull(short), stack: orNull(count), at: orNull(finite) }),
});

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
  encoder: orNull(short),
  powerEfficient: orNull(flag),
});

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
  lastSentAt: orNull(finite),
  released: flag,
  idleSince: orNull(finite),
  lastSize: orNull(v.object({ width: amount, height: amount })),
  reused: count,
  downscaled: orNull(oneOf('patch', 'button')),
  stats: orNull(v.object({ at: finite, layers: list(layer, LIMITS.layers) })),
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
  logDropped: count,
});

const entryBase = { n: count, at: finite, connection: orNull(count), transceiver: orNull(count) };

const logEntry = v.variant('type', [
  v.object({
    ...entryBase,
    type: v.literal('call'),
    name: short,
    args: long,
    stack: orNull(count),
    error: orNull(long),
  }),
  v.object({
    ...entryBase,
    type: v.literal('state'),
    kind,
    direction,
    currentDirection: orNull(direction),
    phase,
    source: orNull(sourceType),
    why: oneOf('made', 'published', 'unpublished', 'changed', 'stopped', 'removed'),
  }),
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
    ms: finite,
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

const update = v.object({
  type: v.literal('update'),
  v: v.literal(PROTOCOL_VERSION),
  seq: count,
  full: flag,
  at: finite,
  doc: v.object({ id: short, url: long, top: flag, startedAt: finite }),
  patch,
  patchSince: orNull(finite),
  connections: list(connection, LIMITS.connections),
  transceivers: list(transceiver, LIMITS.transceivers),
  log: list(logEntry, LIMITS.logEntries),
  stacks: list(v.strictTuple([count, text(LIMITS.stackText)]), LIMITS.stacks),
  errors: list(v.object({ at: finite, where: short, message: long, count }), LIMITS.errors),
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
  charactersRead = 0;
  try {
    const result = v.safeParse(fromDocument, input, { abortEarly: true });
    if (result.success) return { ok: true, value: result.output as FromDocument };
    return { ok: false, error: sentence(input, result.issues[0]) };
  } catch (error) {
    // A getter or proxy that throws cannot come through a port, but may come from a test or a file.
    return { ok: false, error: `The message could not be read: ${String(error).slice(0, 200)}.` };
  }
}

function sentence(input: unknown, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)?.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
  if (!path) return `The message is ${shown(input)}, not an update.`;
  if (path === 'type') return `"type" is ${shown(issue.input)}, which is no message this panel knows.`;
  if (path === 'v') {
    return `The page's side speaks protocol version ${shown(issue.input)}, this panel ${PROTOCOL_VERSION}: reload the page.`;
  }
  const what = issue.message.startsWith('must') ? issue.message : `must be ${issue.expected ?? 'something else'}`;
  return `"${path}" ${what}, but is ${shown(issue.input)}.`;
}

/** The offending value, short enough for a sentence. */
function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.length > 40 ? `text of ${value.length} characters` : JSON.stringify(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
