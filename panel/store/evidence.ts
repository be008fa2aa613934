import type { LogEntry } from '../../protocol/log';
import type { Evidence } from '../analysis/findings/evidence';
import type { NoteEvidence } from '../analysis/findings/note';
import type { DocumentRecord } from './document';

/**
 * What a document offers to judge by. Reads its signals, so that a computed value follows them.
 * @param connections only these; null for all
 * @param since publishes before this are not counted, epoch ms
 */
export function evidenceOf(record: DocumentRecord, connections: Evidence['connections'] = null, since = 0): Evidence {
  void record.historyVersion.value;
  const { history } = record;
  const states = record.connections.value;
  const gone = record.link.value.state === 'gone';
  return {
    document: record.id,
    steps: history.steps,
    connections,
    states,
    transceivers: record.transceivers.value,
    stackOf: (index) => record.stackOf(index),
    patch: record.patch.value,
    switchedAt: history.marks.findLast((mark) => mark.type === 'patch')?.at ?? null,
    since,
    incomplete: history.incomplete,
    ended: (id) => gone || states.get(id)?.closedAt != null,
    knowsReleases: record.source === 'recording',
  };
}

/** As evidenceOf, with what the findings beside the verdict need. */
export function noteEvidenceOf(
  record: DocumentRecord,
  connections: Evidence['connections'],
  since: number,
  now: number,
): NoteEvidence {
  let log: readonly LogEntry[] | null = null;
  return {
    ...evidenceOf(record, connections, since),
    now,
    captures: record.link.value.state === 'gone' ? [] : record.captures.value,
    lastCallAt(connection) {
      log ??= record.log;
      return log.findLast((entry) => entry.type === 'call' && entry.connection === connection)?.at ?? null;
    },
  };
}
