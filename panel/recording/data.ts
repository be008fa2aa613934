import type { LogEntry, StateEntry } from '../../protocol/log';
import type { DocumentInfo, OwnError } from '../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import type { PublishFacts } from '../analysis/publish-facts';
import type { FigureChange } from '../analysis/replay';
import type { SdpReading } from '../analysis/sdp';
import type { Mark } from '../store/history';
import type { Environment, Reading, RunInfo } from './types';

export const FORMAT = 'transceiver-inspector-recording';
/** Raised on every change that an older reader would misread. */
export const FORMAT_VERSION = 1;

/**
 * One layer of one sender over time, as columns of equal length. Numbers are the difference to the
 * last known value before them in their column (`at`: to `from`, the others: to 0); null is unknown.
 */
export interface SeriesData {
  transceiver: number;
  rid: string | null;
  ssrc: number | null;
  /** Epoch ms that `at` counts from. */
  from: number;
  /** Before this time every other point, or more, was left out to keep a bound; null for none. */
  thinnedBefore: number | null;
  at: number[];
  bytesSent: (number | null)[];
  framesEncoded: (number | null)[];
  /** Pixels. */
  width: (number | null)[];
  height: (number | null)[];
  /** Frames per second, rounded; at most 254. */
  fps: (number | null)[];
}

/** What charts and verdicts are computed from; see DocumentHistory. */
export interface HistoryData {
  steps: StateEntry[];
  figures: FigureChange[];
  marks: Mark[];
  sdp: SdpReading[];
  publishes: PublishFacts[];
  incomplete: boolean;
  alteredByHand: boolean;
}

/** All that is known of one document: a DocumentRecord at rest. */
export interface DocumentData {
  info: DocumentInfo;
  /** When and why it could no longer be reached; null where it still lived. */
  gone: { at: number; why: string } | null;
  patch: Patch;
  patchSince: number | null;
  connections: ConnectionState[];
  transceivers: TransceiverState[];
  /** kbit/s at the end, by transceiver. */
  kbps: [number, number | null][];
  errors: OwnError[];
  jsHeapBytes: number | null;
  /** Live captures at the end; older recordings have none. */
  captures?: CaptureState[];
  /** All causes of captures; older recordings have none. */
  captureTallies?: CaptureTally[];
  log: LogEntry[];
  /** Entries of the log that no longer fitted. */
  droppedEntries: number;
  stacks: [number, string][];
  history: HistoryData;
  series: SeriesData[];
}

/** What was taken out before the file was written. */
export interface Removed {
  what: string;
  count: number;
}

/** Where the figures come from: this extension, or Chrome's own log, which knows less. */
export type RecordingSource = 'recording' | 'webrtc-internals';

export interface Recording {
  format: typeof FORMAT;
  version: typeof FORMAT_VERSION;
  /** Name and version of what wrote the file. */
  generator: string;
  source: RecordingSource;
  /** Epoch ms: the end of what is recorded. */
  savedAt: number;
  environment: Environment;
  /** Null where nothing was taken out on purpose. */
  redacted: Removed[] | null;
  runs: RunInfo[];
  readings: Reading[];
  documents: DocumentData[];
}
