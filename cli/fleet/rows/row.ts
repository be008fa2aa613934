import * as v from 'valibot';

/** Raised when a member is renamed, removed or changes its meaning; new members do not raise it. */
export const ROW_VERSION = 1;

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const orNull = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);
const time = v.pipe(text, v.isoTimestamp());
const mib = v.object({ low: v.number(), high: v.number() });
const state = v.picklist(['growing', 'stable', 'unknown']);
const kinds = v.object({ audio: count, video: count });

const line = v.object({ function: orNull(text), url: text, line: orNull(v.number()), column: orNull(v.number()) });
const library = v.object({ name: text, version: orNull(text) });

/** One finding: what it is, what it costs, and whose line it is. */
export const FINDING = v.object({
  id: text,
  page: text,
  connection: orNull(text),
  state,
  ended: v.boolean(),
  count,
  sentence: text,
  missing: orNull(text),
  /** MiB by the estimate; null where no figure is known. */
  mib: orNull(mib),
  /** Things without a figure. */
  unknown: count,
  since: orNull(time),
  line: orNull(line),
  library: orNull(library),
});

/** What one subject of a connection publishes. */
const PUBLISHING = v.object({
  kind: v.picklist(['audio', 'video']),
  subject: text,
  state,
  ended: v.boolean(),
  pattern: orNull(text),
  publishes: count,
  made: count,
  sending: count,
  idle: count,
  removed: count,
  since: orNull(time),
  line: orNull(line),
});

/** The file that a row is of, the same in each of its rows. */
const OF_FILE = {
  v: v.literal(ROW_VERSION),
  /** As it was named, or found in a folder. */
  file: text,
  /** Of the file's bytes, in hexadecimal. */
  sha256: orNull(v.pipe(text, v.regex(/^[0-9a-f]{64}$/))),
  source: orNull(text),
  savedAt: orNull(time),
  inspector: orNull(text),
  browser: orNull(text),
  system: orNull(text),
  userAgent: orNull(text),
};

export const CONNECTION_ROW = v.object({
  ...OF_FILE,
  kind: v.literal('connection'),
  page: text,
  connection: text,
  /** Of the app that made it, by its script's path or by --app-version. */
  appVersion: orNull(text),
  /** The library that made most of its transceivers, or itself. */
  library: orNull(text),
  libraryVersion: orNull(text),
  verdict: state,
  pattern: orNull(text),
  reasons: v.array(text),
  publishes: count,
  /** Transceivers that its publishes made. */
  made: count,
  /** At the end. */
  transceivers: kinds,
  idle: kinds,
  mLines: orNull(count),
  sdpBytes: orNull(count),
  publishing: v.array(PUBLISHING),
  /** Encoders of idle senders, MiB by the estimate. */
  idleMib: mib,
  idleSenders: count,
  /** Idle senders without a figure, which idleMib does not hold. */
  idleUnknown: count,
  findings: v.array(FINDING),
});

export const FILE_ROW = v.object({
  ...OF_FILE,
  kind: v.literal('file'),
  /** Bytes. */
  size: orNull(count),
  /** When the file was last changed, epoch ms. */
  modified: orNull(v.number()),
  /** Why it could not be read; null where it was. */
  problem: orNull(text),
  /** Why it was left out; null where it was not. */
  skipped: orNull(text),
  state: orNull(state),
  headline: orNull(text),
  /** How many rows of connections stand before it. */
  connections: count,
  libraries: v.array(library),
  /** Those that are about a page, or about several connections. */
  findings: v.array(FINDING),
  /** Ids of findings that the file can't tell of. */
  unchecked: v.array(text),
  notices: v.array(v.object({ url: text, sentence: text })),
  limits: orNull(text),
  /** With --check. */
  check: orNull(v.picklist(['PASS', 'FAIL', 'INCONCLUSIVE'])),
});

/** A line of the output: a file's connections, then the file, which says that it is complete. */
export const ROW = v.variant('kind', [CONNECTION_ROW, FILE_ROW]);

export type ConnectionRow = v.InferOutput<typeof CONNECTION_ROW>;
export type FileRow = v.InferOutput<typeof FILE_ROW>;
export type FindingRow = v.InferOutput<typeof FINDING>;
export type Row = ConnectionRow | FileRow;
