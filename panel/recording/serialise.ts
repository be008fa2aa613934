import type { DocumentRecord } from '../store/document';
import { FORMAT, FORMAT_VERSION, type Recording, type RecordingSource } from './data';
import type { Environment, Reading, RunInfo } from './types';

export interface RecordingParts {
  documents: readonly DocumentRecord[];
  runs: readonly RunInfo[];
  readings: readonly Reading[];
  environment: Environment;
  savedAt: number;
  /** Default `recording`. */
  source?: RecordingSource;
}

/**
 * All that is known, as one plain object. It shares its parts with the live documents: write it
 * out, or clone it, before they go on.
 */
export function toRecording({ documents, runs, readings, environment, savedAt, source }: RecordingParts): Recording {
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    generator: `Transceiver Inspector ${environment.inspector ?? ''}`.trim(),
    source: source ?? 'recording',
    savedAt,
    environment,
    redacted: null,
    runs: [...runs],
    readings: [...readings],
    documents: documents.map((each) => each.toData()),
  };
}
