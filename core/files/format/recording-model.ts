import { engineOf } from '../../estimate/coefficients/engine';
import { DocumentModel } from '../../model/document';
import type { Environment, Reading, RunInfo } from '../../model/types';
import type { RecordingSource } from '../sources';
import { FORMAT, FORMAT_VERSION, type Recording } from './recording';

/** The content of a file, ready to be judged and shown: a Recording whose documents are models. */
export interface RecordingModel extends Omit<Recording, 'format' | 'version' | 'documents'> {
  documents: DocumentModel[];
}

/** A validated recording as a model. It shares its parts with the recording. */
export function toModel({ documents, format: _, version: __, ...about }: Recording): RecordingModel {
  const engine = engineOf(about.environment.userAgent);
  return { ...about, documents: documents.map((data) => DocumentModel.from(data, about.source, engine)) };
}

export interface RecordingParts {
  documents: readonly DocumentModel[];
  runs: readonly RunInfo[];
  readings: readonly Reading[];
  environment: Environment;
  savedAt: number;
  /** Default `recording`. */
  source?: RecordingSource;
}

/** The metadata of a new recording. */
export function describeRecording({ runs, readings, environment, savedAt, source }: Omit<RecordingParts, 'documents'>) {
  return {
    generator: `Transceiver Inspector ${environment.inspector ?? ''}`.trim(),
    source: source ?? 'recording',
    savedAt,
    environment,
    redacted: null,
    runs: [...runs],
    readings: [...readings],
  };
}

/**
 * The recording as one plain object for a file. It shares its parts with the live documents: serialize
 * or clone it before the documents change.
 */
export function toRecording({ documents, ...about }: RecordingParts): Recording {
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    ...describeRecording(about),
    documents: documents.map((document) => document.toData()),
  };
}
