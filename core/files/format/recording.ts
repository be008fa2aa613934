import type { DocumentData } from '../../model/data';
import type { Environment, Reading, RunInfo } from '../../model/types';
import type { RecordingSource } from '../sources';

export const FORMAT = 'transceiver-inspector-recording';
/** Incremented with every change that an older reader would misread. */
export const FORMAT_VERSION = 1;

/** One kind of data that was removed before the file was written. */
export interface Removed {
  what: string;
  count: number;
}

/** A file of our own format. */
export interface Recording {
  format: typeof FORMAT;
  version: typeof FORMAT_VERSION;
  /** Name and version of the program that wrote the file. */
  generator: string;
  /** Where the data comes from. */
  source: RecordingSource;
  /** End of the recording, epoch ms. */
  savedAt: number;
  environment: Environment;
  /** What redaction removed; null if the recording was not redacted. */
  redacted: Removed[] | null;
  runs: RunInfo[];
  readings: Reading[];
  documents: DocumentData[];
}
