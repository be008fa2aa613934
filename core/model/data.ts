import type { LogEntry, StateEntry } from '../../protocol/log';
import type { DocumentInfo, OwnError } from '../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import type { PublishFacts } from '../history/publish-facts';
import type { FigureChange } from '../history/replay';
import type { SdpReading } from '../history/sdp';

/** A point in time worth a mark on the charts. */
export interface Mark {
  at: number;
  type: 'publish' | 'unpublish' | 'patch' | 'downscaled' | 'document' | 'closed';
  connection: number | null;
  text: string;
}

/**
 * One layer of one sender over time, as columns of equal length. Each number is the difference from
 * the last known value in its column (the first: from `from` for `at`, else from 0); null is unknown.
 */
export interface SeriesData {
  transceiver: number;
  rid: string | null;
  ssrc: number | null;
  /** Epoch ms that `at` counts from. */
  from: number;
  /** Before this time at least every other point was dropped to keep a bound; null if none was. */
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

/**
 * What a file does not tell of a connection, so that its publishes can't be judged: `order`, whether tracks were
 * taken away before the next publish or after it; `begun-late`, what was before the file begins; `plan-b`, it has
 * no transceivers.
 */
export interface Doubt {
  connection: number;
  reason: 'order' | 'begun-late' | 'plan-b';
}

/** What charts and verdicts are computed from (DocumentHistory). */
export interface HistoryData {
  steps: StateEntry[];
  figures: FigureChange[];
  marks: Mark[];
  sdp: SdpReading[];
  publishes: PublishFacts[];
  incomplete: boolean;
  alteredByHand: boolean;
  /** Why no verdict is given on a connection. Absent in older recordings. */
  doubts?: Doubt[];
}

/** All data of one document: a DocumentModel as plain data. */
export interface DocumentData {
  info: DocumentInfo;
  /** When and why it became unreachable; null if it was still there. */
  gone: { at: number; why: string } | null;
  patch: Patch;
  patchSince: number | null;
  connections: ConnectionState[];
  transceivers: TransceiverState[];
  /** kbit/s at the end, by transceiver. */
  kbps: [number, number | null][];
  errors: OwnError[];
  jsHeapBytes: number | null;
  /** Live captures at the end. Absent in older recordings. */
  captures?: CaptureState[];
  /** All causes of captures. Absent in older recordings. */
  captureTallies?: CaptureTally[];
  log: LogEntry[];
  /** Number of log entries that were dropped. */
  droppedEntries: number;
  stacks: [number, string][];
  /** What is special about the file that it came from, in sentences. Absent in older recordings. */
  notes?: string[];
  history: HistoryData;
  series: SeriesData[];
}
