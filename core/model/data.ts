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

/** All that is known of one document: a DocumentModel at rest. */
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
