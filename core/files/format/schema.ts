import * as v from 'valibot';
import { faultOf, placeOf } from '../../../protocol/issues';
import { LIMITS } from '../../../protocol/limits';
import { logEntry, stateEntry } from '../../../protocol/schema/log';
import { documentInfo, errors } from '../../../protocol/schema/messages';
import {
  amount,
  count,
  finite,
  flag,
  list,
  long,
  oneOf,
  orNull,
  parseBounded,
  short,
  text,
  whole,
} from '../../../protocol/schema/parts';
import {
  capture,
  captureTally,
  connection,
  kind,
  patch,
  sourceType,
  transceiver,
} from '../../../protocol/schema/state';
import { BadFile } from '../fault';
import { INNER_BOUNDS } from '../read/json';
import type { JsonBounds } from '../scan/bounds';
import { SOURCE_NAMES } from '../sources';
import { migrate } from './migrate';
import { FORMAT, FORMAT_VERSION, type Recording } from './recording';

/** Limits of one file: well above what a panel records, well below what fills memory. */
const BOUNDS = {
  documents: 200,
  runs: 1_000,
  readings: 10_000,
  steps: 100_000,
  figures: 100_000,
  marks: 20_000,
  publishes: 20_000,
  sdp: 50_000,
  stacks: 200_000,
  lines: 20_000,
  points: 2_000_000,
  reasons: 1_000,
  removed: 100,
  /** Characters of all text in one file. */
  totalText: 200_000_000,
} as const;

const MB = 1024 * 1024;

/**
 * Limits of a recording or dump, counted before it is parsed. The numbers of series have a limit of
 * their own, because they are many and cheap: 480 MB are seven documents with full series. The rest of
 * a 200 MB file stays within the other limit, because it is mostly text.
 */
export const FILE_BOUNDS: JsonBounds = {
  depth: 32,
  text: 16 * MB,
  list: BOUNDS.points,
  object: 200_000,
  memory: 320 * MB,
  columns: 480 * MB,
  // The texts in a dump are JSON again.
  within: { members: ['PeerConnections', 'getUserMedia'], bounds: INNER_BOUNDS },
};

/** A column of a series. Checked in one loop, because there may be millions of numbers. */
function column<T extends number | null>(nullable: boolean) {
  const item = nullable ? { type: ['number', 'null'] } : { type: 'number' };
  const check = (input: unknown) => {
    if (!Array.isArray(input) || input.length > BOUNDS.points) return false;
    for (const each of input) if (typeof each !== 'number' && !(nullable && each === null)) return false;
    return true;
  };
  const json = { type: 'array', maxItems: BOUNDS.points, items: item };
  const message = `must be a list of at most ${BOUNDS.points} numbers${nullable ? ' or nulls' : ''}`;
  return Object.assign(v.custom<T[]>(check, message), { json });
}

const environment = v.object({
  inspector: orNull(short),
  userAgent: orNull(short),
  platform: orNull(short),
  deviceMemoryGiB: orNull(amount),
  cores: orNull(amount),
});

const reading = v.object({ at: finite, mib: amount, typed: short, note: long, jsHeapBytes: orNull(amount) });

const check = v.object({
  at: finite,
  verdict: oneOf('PASS', 'FAIL', 'INCONCLUSIVE'),
  rule: long,
  reasons: list(long, BOUNDS.reasons),
});

const run = v.object({
  id: short,
  name: short,
  from: finite,
  to: orNull(finite),
  patch,
  flags: list(oneOf('patched-before', 'patch-changed', 'frames-differ', 'altered-by-hand', 'incomplete'), 5),
  check: orNull(check),
  documents: list(short, BOUNDS.documents),
});

const mark = v.object({
  at: finite,
  type: oneOf('publish', 'unpublish', 'patch', 'downscaled', 'document', 'closed'),
  connection: orNull(count),
  // A whole URL, with a word before it.
  text: text(LIMITS.longText + LIMITS.shortText),
});

/** Number -1: taken from a snapshot; -2: its connection or page ended. */
const step = stateEntry(whole(-2));

/** PublishFacts; null is unknown. */
const publish = v.object({
  at: finite,
  connection: count,
  transceiver: count,
  kind,
  source: orNull(sourceType),
  endedAt: orNull(finite),
  sent: orNull(flag),
  firstFrameMs: orNull(amount),
  firstFrameWithin: orNull(amount),
  noFrame: orNull(flag),
  width: orNull(amount),
  height: orNull(amount),
  codec: orNull(short),
  settled: orNull(
    v.object({
      afterMs: amount,
      width: orNull(amount),
      height: orNull(amount),
      fps: orNull(amount),
      kbps: orNull(amount),
    }),
  ),
});

const history = v.object({
  steps: list(step, BOUNDS.steps),
  figures: list(
    v.object({ at: finite, transceiver: count, range: orNull(v.object({ low: amount, high: amount })) }),
    BOUNDS.figures,
  ),
  marks: list(mark, BOUNDS.marks),
  sdp: list(v.object({ at: finite, connection: count, mLines: orNull(count), bytes: orNull(count) }), BOUNDS.sdp),
  publishes: list(publish, BOUNDS.publishes),
  incomplete: flag,
  alteredByHand: flag,
  doubts: v.optional(
    list(v.object({ connection: count, reason: oneOf('order', 'begun-late', 'plan-b') }), LIMITS.connections),
  ),
});

const series = v.object({
  transceiver: count,
  rid: orNull(short),
  ssrc: orNull(count),
  from: finite,
  thinnedBefore: orNull(finite),
  at: column<number>(false),
  bytesSent: column<number | null>(true),
  framesEncoded: column<number | null>(true),
  width: column<number | null>(true),
  height: column<number | null>(true),
  fps: column<number | null>(true),
});

const document = v.object({
  info: documentInfo,
  gone: orNull(v.object({ at: finite, why: long })),
  patch,
  patchSince: orNull(finite),
  connections: list(connection, LIMITS.connections),
  transceivers: list(transceiver, LIMITS.transceivers),
  kbps: list(v.strictTuple([count, orNull(amount)]), BOUNDS.stacks),
  errors: errors,
  jsHeapBytes: orNull(amount),
  captures: v.optional(list(capture, LIMITS.captures)),
  captureTallies: v.optional(list(captureTally, LIMITS.tallies)),
  log: list(logEntry, LIMITS.logEntries),
  droppedEntries: count,
  stacks: list(v.strictTuple([count, text(LIMITS.stackText)]), BOUNDS.stacks),
  notes: v.optional(list(long, BOUNDS.reasons)),
  history,
  series: list(series, BOUNDS.lines),
});

/** Version 1 of the file format. docs/recording.schema.json is generated from it. */
export const RECORDING_SCHEMA = v.object({
  format: v.literal(FORMAT),
  version: v.literal(FORMAT_VERSION),
  generator: short,
  source: v.picklist(SOURCE_NAMES),
  savedAt: finite,
  environment,
  redacted: orNull(list(v.object({ what: short, count }), BOUNDS.removed)),
  runs: list(run, BOUNDS.runs),
  readings: list(reading, BOUNDS.readings),
  documents: list(document, BOUNDS.documents),
});

/** Named parts of the JSON Schema. */
export const RECORDING_PARTS = {
  environment,
  run,
  reading,
  document,
  connection,
  transceiver,
  logEntry,
  history,
  series,
};

/**
 * Validates a file of our own format, and migrates an older version.
 * @throws {BadFile} naming the first thing that is wrong and its place
 */
export function readRecording(input: unknown): Recording {
  const current = migrate(input);
  const result = parseBounded(RECORDING_SCHEMA, current, BOUNDS.totalText);
  if (!result.success) {
    const issue = result.issues[0];
    throw new BadFile(`This recording is damaged: "${placeOf(issue)}" ${faultOf(issue)}.`);
  }
  const recording: Recording = result.output;
  checkSeries(recording);
  return recording;
}

function checkSeries({ documents }: Recording): void {
  documents.forEach(({ series }, d) =>
    series.forEach(({ at, bytesSent, framesEncoded, width, height, fps }, s) => {
      if ([bytesSent, framesEncoded, width, height, fps].every((each) => each.length === at.length)) return;
      throw new BadFile(`This recording is damaged: the columns of "documents[${d}].series[${s}]" differ in length.`);
    }),
  );
}
