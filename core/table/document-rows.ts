import type { TransceiverState } from '../../protocol/state';
import { culpritOf } from '../callsite/stack';
import { estimateOf } from '../estimate/memory';
import { type DocumentName, nameText } from '../model/names';
import type { DocumentView } from '../model/view';
import type { Row } from './rows';

/** Of each document the last row of each transceiver, by id. */
const made = new WeakMap<DocumentView, Map<number, Row>>();

/** Rows of one document's connections; a row keeps its identity while nothing in it changes. */
export function rowsOf(view: DocumentView, connections: ReadonlySet<number>): Row[] {
  const gone = view.link.state === 'gone';
  const kbps = view.kbps;
  const states = view.connections;
  const { top, url } = view.info;
  const name = top ? null : view.name;
  const rows: Row[] = [];
  const known = rowsMadeOf(view);
  for (const transceiver of view.transceivers.values()) {
    // One that left getTransceivers() is history; one of a closed connection is its last state.
    if (!connections.has(transceiver.connection)) continue;
    const ended = gone || states.get(transceiver.connection)?.closedAt != null;
    if (transceiver.index === null && !ended) continue;
    const rate = ended ? null : (kbps.get(transceiver.id) ?? null);
    const before = known.get(transceiver.id);
    const same = before?.transceiver === transceiver && before.gone === ended && before.kbps === rate;
    const row =
      same && before.name === name && before.url === url ? before : rowOf(view, transceiver, ended, rate, name);
    known.set(transceiver.id, row);
    rows.push(row);
  }
  return rows;
}

function rowsMadeOf(view: DocumentView): Map<number, Row> {
  const known = made.get(view) ?? new Map<number, Row>();
  made.set(view, known);
  const present = view.transceivers;
  if (known.size > present.size) for (const id of known.keys()) if (!present.has(id)) known.delete(id);
  return known;
}

function rowOf(
  view: DocumentView,
  transceiver: TransceiverState,
  gone: boolean,
  kbps: number | null,
  name: DocumentName | null,
): Row {
  const { connection } = transceiver;
  const culprit = culpritOf(view.stackOf(transceiver.madeStack));
  return {
    key: `${view.id} ${transceiver.id}`,
    document: view.id,
    transceiver,
    connection: name ? `#${connection} ${nameText(name)}` : `#${connection}`,
    name,
    url: view.info.url,
    gone,
    kbps,
    estimate: gone ? { state: 'none', why: 'Its connection is closed.' } : estimateOf(transceiver),
    place: culprit.app ?? culprit.sdk,
  };
}
