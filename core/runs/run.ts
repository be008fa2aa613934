import type { RecordingModel } from '../files/format/recording-model';
import type { Environment, Reading, RunInfo } from '../model/types';
import type { DocumentView } from '../model/view';
import { isWithin } from './compare/publish-groups';
import type { FlagDocument } from './flags';

export const MAX_NAME_LENGTH = 80;

/** A run with its documents and readings. D is a document, as a model or as a record of the store. */
export interface Run<D extends { id: string } = { id: string }> extends Omit<RunInfo, 'documents'> {
  documents: readonly D[];
  /** Readings that were typed in during the run. */
  readings: readonly Reading[];
  /** Name of the file that it was opened from; null if it was recorded here. */
  file: string | null;
  /** What that file was recorded in; left out for a run of this browser. */
  environment?: Environment;
}

export const isRecording = ({ to, file }: Pick<Run, 'to' | 'file'>) => to === null && file === null;

/** The run as plain data, for a file. */
export function infoOf(run: Run): RunInfo {
  const { id, name, from, to, patch, flags, check, documents } = run;
  return { id, name, from, to, patch, flags, check, documents: documents.map((document) => document.id) };
}

/** A run from a file, with those of the file's documents and readings that belong to it. */
export function attach<D extends { id: string }>(
  info: RunInfo,
  { documents, readings, file, environment }: Pick<Run<D>, 'documents' | 'readings' | 'environment'> & { file: string },
): Run<D> {
  const own = new Set(info.documents);
  return {
    ...info,
    documents: documents.filter(({ id }) => own.has(id)),
    readings: readings.filter(({ at }) => isWithin(at, info)),
    file,
    ...(environment && { environment }),
  };
}

/** The runs of a file. A file without runs counts as one run. */
export function runsIn(recording: RecordingModel, name: string): RunInfo[] {
  const { runs, documents, savedAt } = recording;
  if (runs.length > 0) return runs;
  const whole: RunInfo = {
    id: crypto.randomUUID(),
    name: name.slice(0, MAX_NAME_LENGTH),
    from: Math.min(savedAt, ...documents.map(({ info }) => info.startedAt)),
    to: savedAt,
    patch: documents[0]?.patch ?? 'none',
    flags: [],
    check: null,
    documents: documents.map(({ id }) => id),
  };
  return [whole];
}

/** @param gaps ids of documents whose log had gaps before the run began */
export function flagDocument(view: DocumentView, gaps: ReadonlySet<string> | undefined): FlagDocument {
  const { id, history, log, patch } = view;
  return { id, history, log, patch, incompleteBefore: gaps?.has(id) ?? false };
}
