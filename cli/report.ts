import type { RecordingModel } from '../core/files/format/recording-model';
import { type RecordingSource, SOURCES } from '../core/files/sources';
import type { CheckResult } from '../core/model/types';
import { type ConnectionVerdict, connectionVerdicts } from '../core/verdict/connection';
import { evidenceOf } from '../core/verdict/gather';

/** One connection, counted at the end of the file. */
export interface ConnectionReport extends Omit<ConnectionVerdict, 'document' | 'connection'> {
  /** As chrome://webrtc-internals names it ("8-1"), or its number in the page, after the page's where there are several. */
  id: string;
}

export interface RunReport {
  file: string;
  source: RecordingSource;
  connections: ConnectionReport[];
  /** With --check only. */
  check?: CheckResult;
}

/** What `--json` holds of one file. */
export function report(file: string, { documents, source }: RecordingModel): RunReport {
  const several = documents.length > 1;
  return {
    file,
    source,
    connections: documents.flatMap((model, i) => {
      const page = SOURCES[source].namesDocuments ? model.id : several ? String(i + 1) : null;
      return connectionVerdicts(evidenceOf(model)).map(
        ({ document: _, connection, publishes, transceivers, idle, mLines, sdpBytes, verdict, pattern, reasons }) => {
          const id = page === null ? String(connection) : `${page}-${connection}`;
          return { id, publishes, transceivers, idle, mLines, sdpBytes, verdict, pattern, reasons };
        },
      );
    }),
  };
}
