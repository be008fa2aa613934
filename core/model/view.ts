import type { LogEntry } from '../../protocol/log';
import type { DocumentInfo } from '../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import type { RecordingSource } from '../files/sources';
import type { DocumentHistory } from '../history/history';
import type { Fact } from '../verdict/evidence';
import type { DocumentName } from './names';

export type LinkState = { state: 'live' } | { state: 'gone'; at: number; why: string };

/**
 * One document as the pure functions read it. The model is one; a store offers another, whose reads
 * follow the model's changes. States and lists keep their identity while they do not change.
 */
export interface DocumentView {
  readonly id: string;
  /** Where what is known of it comes from. */
  readonly source: RecordingSource;
  /** What its file does not tell though such a source knows it: files of older versions. */
  readonly lacks: readonly Fact[];
  readonly info: DocumentInfo;
  /** How it is called beside the other documents of its tab. */
  readonly name: DocumentName;
  readonly link: LinkState;
  readonly patch: Patch;
  readonly connections: ReadonlyMap<number, ConnectionState>;
  readonly transceivers: ReadonlyMap<number, TransceiverState>;
  /** Measured over the last two samples of each sender; null where it is not known. */
  readonly kbps: ReadonlyMap<number, number | null>;
  /** Live tracks that the page captured or made. */
  readonly captures: readonly CaptureState[];
  /** Captures by their cause, those that have ended too. */
  readonly captureTallies: readonly CaptureTally[];
  readonly history: DocumentHistory;
  /** Oldest first. */
  readonly log: readonly LogEntry[];
  /** Text of a call's stack; undefined where it is not known. */
  stackOf(index: number | null): string | undefined;
}
