/** Opens and judges recordings, reports and dumps of `chrome://webrtc-internals`. */

/** What the inspector can do to a running page; `none` only observes. */
export type Patch = 'none' | 'reuse' | 'stop' | 'downscale';
export type State = 'growing' | 'stable' | 'unknown';

/** A line of code, counting from 1. */
export interface Place {
  /** Null for code without a name, and where a source map led to the line. */
  function: string | null;
  url: string;
  line: number | null;
  column: number | null;
}

/** MiB. Always an estimate: encoders are priced by their size and codec. */
export interface Range {
  low: number;
  high: number;
}

/** Something that piles up, or is kept though it is of no use. */
export interface Finding {
  /** For example `idle-senders`. */
  id: string;
  state: State;
  /** Its connection is closed, or its page gone. */
  ended: boolean;
  count: number;
  /** The exact counts, as the panel says them. */
  sentence: string;
  advice: string;
  page: string;
  /** As in `connections`; null where it is about the page, or about several. */
  connection: string | null;
  cost: { mib: Range | null; unknown: number; text: string; formula: string };
  /** ISO 8601. */
  since: string | null;
  line: Place | null;
  library: { name: string; version: string | null; line: Place } | null;
  missing: string | null;
  remedies: readonly { by: Exclude<Patch, 'none'> | 'now' | null; why: string }[];
  recipes: { title: string; code: string | null }[];
}

export interface Connection {
  /** Its number in the page, after the page's where there are several; or as webrtc-internals names it. */
  id: string;
  publishes: number;
  /** That are still there. */
  transceivers: { audio: number; video: number };
  idle: { audio: number; video: number };
  /** Receivers that received and no longer do, and what they hold by the estimate, MiB. */
  deadReceivers: { audio: number; video: number };
  deadReceiversMib: Range;
  /** Of the local description; null where not known. */
  mLines: number | null;
  sdpBytes: number | null;
  verdict: State;
  pattern: string | null;
  reasons: string[];
}

/** What is published by one source on one connection. */
export interface Publishing {
  connection: string;
  kind: 'audio' | 'video';
  subject: string;
  state: State;
  ended: boolean;
  pattern: string | null;
  sentence: string;
  because: string;
  publishes: number;
  made: number;
  sending: number;
  idle: number;
  removed: number;
  since: string | null;
  line: Place | null;
}

/** The acceptance check: further shares add no transceiver, leave one idle at most, and encode a frame each. */
export interface CheckResult {
  at: number;
  verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE';
  rule: string;
  reasons: string[];
}

/** What one publish adds; null where that is not known. */
export interface Price {
  transceivers: number | null;
  mib: Range | null;
  sdpBytes: number | null;
}

/** The card that the panel shows first: what grows, what it holds, what the next publish adds, whose line, what to try. */
export interface Incident {
  headline: string;
  /** Id of the finding that it is about; null where nothing is found. */
  finding: string | null;
  /** It is about what grew before a patch was switched on. */
  past: boolean;
  holds: string | null;
  next: { subject: string; expected: Price; last: { expected: Price; actual: Price } | null } | null;
  trial: { patch: Patch; subject: string; publishes: number; leftIdle: number }[];
  tryFirst: string | null;
  fix: { title: string; steps: string[]; code: string | null } | null;
  others: string[];
  /** The card as text, line by line. */
  lines: string[];
}

/** What `transceiver-inspector analyze --json` prints of a file. */
export interface Report {
  file: string;
  source: string;
  savedAt: string | null;
  environment: { inspector: string | null; browser: string | null; system: string | null; userAgent: string | null };
  state: State;
  /** The first thing to say, with the estimate. */
  headline: string;
  incident: Incident;
  /** The dearest first. */
  findings: Finding[];
  publishing: Publishing[];
  connections: Connection[];
  memory: {
    idleEncoders: { mib: Range; senders: number; unknown: number; text: string };
    /** Receivers that received and no longer do; not in idleEncoders. */
    deadReceivers: { count: number; mib: Range; text: string };
    /** Why the built-in coefficients may not hold; empty where they should, or a calibration is used. */
    uncalibrated: string[];
    /** Whether the calibration that was given is used, in words. */
    calibration?: string;
  };
  libraries: { name: string; version: string | null; line: Place }[];
  /** What its source does not tell, so that it was not looked for. */
  unchecked: { id: string; title: string; lacks: string[] }[];
  notices: { url: string; sentence: string }[];
  limits: string | null;
}

/** A recording as docs/recording.schema.json describes it. */
export interface Recording {
  format: string;
  version: number;
  [member: string]: unknown;
}

/** An opened file. */
export interface RecordingFile {
  readonly name: string;
  /** Of the format, migrated to the newest version. */
  toRecording(options?: { redact?: boolean }): Recording;
}

/**
 * Opens a recording, a saved report or a dump, packed with gzip or not.
 * @param file path, or the content
 * @throws Error with one sentence on what is wrong, and where
 */
export function openRecording(
  file: string | Blob,
  options?: { name?: string; signal?: AbortSignal },
): Promise<RecordingFile>;

/**
 * Judges an opened file, as the panel does.
 * @param options `calibration`: what `transceiver-inspector calibrate` wrote, parsed: used where the file names
 *   such a browser and machine
 * @throws Error with a sentence where that is no calibration
 */
export function analyze(file: RecordingFile, options?: { calibration?: unknown }): Report;

/** The acceptance check over all that an opened file holds. */
export function check(file: RecordingFile): CheckResult;
