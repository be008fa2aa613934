import type { LogEntry } from '../../protocol/log';
import type { DocumentInfo } from '../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import type { RecordingSource } from '../files/sources';
import type { DocumentHistory } from '../history/history';
import type { Fact } from '../verdict/evidence';
import type { DocumentName } from './names';

export type LinkState = { state: 'live' } | { state: 'gone'; at: number; why: string };

/**
 * One document as pure functions read it. DocumentModel implements it, and so does the panel's store,
 * whose reads are tracked by signals. States and lists keep their identity until they change.
 */
export interface DocumentView {
  readonly id: string;
  /** Where the data comes from. */
  readonly source: RecordingSource;
  /** Kinds of facts that its source knows but this file lacks, because an older version wrote it. */
  readonly lacks: readonly Fact[];
  /** What is special about the file that it came from, in sentences. */
  readonly notes: readonly string[];
  readonly info: DocumentInfo;
  /** Its name among the other documents of its tab. */
  readonly name: DocumentName;
  readonly link: LinkState;
  readonly patch: Patch;
  readonly connections: ReadonlyMap<number, ConnectionState>;
  readonly transceivers: ReadonlyMap<number, TransceiverState>;
  /** Measured between the last two samples of each sender; null if unknown. */
  readonly kbps: ReadonlyMap<number, number | null>;
  /** Live tracks that the page captured or generated. */
  readonly captures: readonly CaptureState[];
  /** Captures by cause, including ended ones. */
  readonly captureTallies: readonly CaptureTally[];
  readonly history: DocumentHistory;
  /** Oldest first. */
  readonly log: readonly LogEntry[];
  /** Goes up when stacks are replaced by ones that say where their lines were written. */
  readonly stacksRevision: number;
  /** Text of a call's stack; undefined if unknown. */
  stackOf(index: number | null): string | undefined;
}
