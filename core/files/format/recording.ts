import type { DocumentData } from '../../model/data';
import type { Environment, Reading, RunInfo } from '../../model/types';
import type { RecordingSource } from '../sources';

export const FORMAT = 'transceiver-inspector-recording';
/** Raised on every change that an older reader would misread. */
export const FORMAT_VERSION = 1;

/** What was taken out before the file was written. */
export interface Removed {
  what: string;
  count: number;
}

/** A file of our own format. */
export interface Recording {
  format: typeof FORMAT;
  version: typeof FORMAT_VERSION;
  /** Name and version of what wrote the file. */
  generator: string;
  /** Where the figures come from. */
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
