import type { TransceiverState } from '../../protocol/state';
import { estimateOf } from '../analysis/memory';
import type { Row } from '../analysis/rows';
import { culpritOf } from '../analysis/stack';
import type { DocumentRecord } from './document';
import { connectionName } from './names';

/** Of each document the last row of each transceiver, by id. */
const made = new WeakMap<DocumentRecord, Map<number, Row>>();

/** Rows of one document's connections; a row keeps its identity while nothing in it changes. */
export function rowsOf(record: DocumentRecord, connections: ReadonlySet<number>): Row[] {
  const gone = record.link.value.state === 'gone';
  const kbps = record.kbps.value;
  const states = record.connections.value;
  const name = record.name.value;
  const { top, url } = record.info.peek();
  const named = { name: top ? null : name, url };
  const rows: Row[] = [];
  const known = rowsMadeOf(record);
  for (const transceiver of record.transceivers.value.values()) {
    // One that left getTransceivers() is history; one of a closed connection is its last state.
    if (!connections.has(transceiver.connection)) continue;
    const ended = gone || states.get(transceiver.connection)?.closedAt != null;
    if (transceiver.index === null && !ended) continue;
    const rate = ended ? null : (kbps.get(transceiver.id) ?? null);
    const before = known.get(transceiver.id);
    const same = before?.transceiver === transceiver && before.gone === ended && before.kbps === rate;
    const row =
      same && before.name === named.name && before.url === url
        ? before
        : { ...rowOf(record, transceiver, ended, rate), ...named };
    known.set(transceiver.id, row);
    rows.push(row);
  }
  return rows;
}

function rowsMadeOf(record: DocumentRecord): Map<number, Row> {
  const known = made.get(record) ?? new Map<number, Row>();
  made.set(record, known);
  const present = record.transceivers.value;
  if (known.size > present.size) for (const id of known.keys()) if (!present.has(id)) known.delete(id);
  return known;
}

function rowOf(
  record: DocumentRecord,
  transceiver: TransceiverState,
  gone: boolean,
  kbps: number | null,
): Omit<Row, 'name' | 'url'> {
  const culprit = culpritOf(record.stackOf(transceiver.madeStack));
  return {
    key: `${record.id} ${transceiver.id}`,
    document: record.id,
    transceiver,
    connection: connectionName(record, transceiver.connection),
    gone,
    kbps,
    estimate: gone ? { state: 'none', why: 'Its connection is closed.' } : estimateOf(transceiver),
    place: culprit.app ?? culprit.sdk,
  };
}
