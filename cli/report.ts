import { type ConnectionVerdict, connectionVerdicts } from '../panel/analysis/findings/connection';
import type { Recording, RecordingSource } from '../panel/recording/data';
import type { CheckResult } from '../panel/recording/types';
import { DocumentRecord } from '../panel/store/document';
import { evidenceOf } from '../panel/store/evidence';

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
export function report(file: string, { documents, source }: Recording): RunReport {
  const several = documents.length > 1;
  return {
    file,
    source,
    connections: documents.flatMap((data, i) => {
      const page = source === 'webrtc-internals' ? data.info.id : several ? String(i + 1) : null;
      return connectionVerdicts(evidenceOf(DocumentRecord.from(data, source))).map(
        ({ document: _, connection, publishes, transceivers, idle, mLines, sdpBytes, verdict, pattern, reasons }) => {
          const id = page === null ? String(connection) : `${page}-${connection}`;
          return { id, publishes, transceivers, idle, mLines, sdpBytes, verdict, pattern, reasons };
        },
      );
    }),
  };
}
