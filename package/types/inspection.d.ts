import type {
  CheckResult,
  Connection,
  Finding,
  Patch,
  Place,
  Publishing,
  Range,
  Recording,
  Report,
  State,
} from './index.js';

export type { CheckResult, Connection, Finding, Patch, Place, Publishing, Range, Recording, Report, State };

export interface InspectOptions {
  /** In force from the first document on. Default `none`. */
  patch?: Patch;
  /** How often statistics are read, in ms. Default 500. */
  intervalMs?: number;
}

/** One judgment, as the panel makes it. */
export interface Verdict {
  state: State;
  /** The panel's first sentence, with the estimate. */
  text: string;
  /** The app's line that makes what grows, as it was written where a source map says so. */
  line: Place | null;
  /** The same line as it was published; null without a source map. */
  published: Place | null;
  /** The client library between the app's line and WebRTC, with its version. */
  library: string | null;
  /** Why, or what is missing. */
  because: string;
  /** The patch that would bound it, the best first. */
  remedies: Finding['remedies'];
  /** What to change in the code, the best first. */
  recipes: { title: string; steps: string[]; code: string | null }[];
  findings: Finding[];
  publishing: Publishing[];
  /** What is incomplete: documents that were there before, clocks that were set. */
  notices: string[];
  /** All of it for people: sentence, line, patch, fix. */
  explanation: string;
}

export interface Transceiver {
  /** Of its connection, as in `connections()`. */
  connection: string;
  id: number;
  mid: string | null;
  kind: 'audio' | 'video';
  direction: string;
  currentDirection: string | null;
  phase: 'new' | 'sending' | 'idle' | 'stopped';
  /** The page gave it up (removeTrack): a patch may take it. */
  released: boolean;
  /** Of the track that it sends, or sent last; null for audio, and where not known. */
  trackSize: { width: number; height: number } | null;
  /** How many times Reuse handed it back. */
  reused: number;
  madeBy: string;
  /** Epoch ms, by the page's clock. */
  madeAt: number;
  line: Place | null;
  layers: {
    rid: string | null;
    width: number | null;
    height: number | null;
    fps: number | null;
    codec: string | null;
    encoder: string | null;
    framesEncoded: number | null;
  }[];
}

/** An entry of the panel's log. */
export interface LogEntry {
  page: string;
  /** Epoch ms, by the page's clock. */
  at: number;
  type: string;
  connection: number | null;
  transceiver: number | null;
  /** `addTransceiver(video track, {direction: sendonly})`, `video published: sending`, … */
  text: string;
  line: Place | null;
}

export interface Estimate extends Range {
  /** Idle senders with an encoder. */
  senders: number;
  /** How many of them have no figure. */
  unknown: number;
  /** `≈ 20-30 MB (estimate)`. */
  text: string;
  /** Why the coefficients may not hold in this browser; empty where they should. */
  uncalibrated: string[];
}

/** Private memory of processes as Chromium counts it, in MiB: measured. */
export interface Memory {
  /** Of the processes that show the page's frames. */
  mib: number;
  /** Of the GPU process; null where the dump has none. */
  gpuMib: number | null;
  /** What was read, in words. */
  method: string;
}

export interface RunResult<T> {
  name: string;
  /** What the steps returned. */
  value: T;
  state: State;
  text: string;
  publishes: number;
  made: number;
  check: CheckResult;
  /** Why this run can't be a baseline; empty where it can. */
  flags: string[];
  /** With `{ memory: true }`; null where the browser is no Chromium. */
  memory: { before: Memory; after: Memory } | null;
}

/** A page, or all pages of a context, under inspection. */
export interface Rtc {
  /** Asks every document for its state, then judges. */
  verdict(): Promise<Verdict>;
  connections(): Promise<Connection[]>;
  transceivers(): Promise<Transceiver[]>;
  /** What the page did, oldest first. */
  log(): Promise<LogEntry[]>;
  /** What the idle encoders hold: an estimate. */
  estimate(): Promise<Estimate>;
  /** Measured; null where the browser is no Chromium, or the page has gone. */
  memory(): Promise<Memory | null>;
  /** The acceptance check over everything so far. */
  check(): Promise<CheckResult>;
  /** Switches the patch. Resolves when it is in force in every document. */
  patch(to: Patch): Promise<void>;
  /** Runs steps as a named run: judged alone, and kept in the recording. */
  run<T>(name: string, steps: () => T | Promise<T>, options?: { memory?: boolean }): Promise<RunResult<T>>;
  /** @param options `redact`, default true: addresses, ids and names get stand-ins */
  recording(options?: { redact?: boolean }): Promise<Recording>;
  /** The viewer with the recording in it, as one HTML file. */
  report(options?: { redact?: boolean }): Promise<string>;
  /** @throws Error where it grows, or, unless `unknown` is `pass`, where that can't be told */
  expectNoGrowth(options?: BoundedOptions): Promise<void>;
  /** @throws Error where a connection has more than the budget allows */
  expectAtMost(budget: Budget): Promise<void>;
  /** Documents that are there, and were before inspect(): what they made before is not known. */
  readonly late: number;
  /** What the inspector itself could not do, in the page too. */
  readonly problems: string[];
  /** Resolves when the page, its browser or the inspection is gone, with a sentence. */
  readonly ended: Promise<string>;
  /** Ends the inspection and any patch. What was recorded stays readable. */
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface BoundedOptions {
  /** What "too little to say" means. Default `fail`. */
  unknown?: 'fail' | 'pass';
}

/** The most that any one connection may have. */
export interface Budget {
  transceivers?: number;
  idle?: number;
  mLines?: number;
  sdpBytes?: number;
}
