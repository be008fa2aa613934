import type { TransceiverState } from '../../protocol/state';
import { culpritOf, shownFrame } from '../callsite/stack';
import { estimateOf } from '../estimate/memory';
import { type DocumentName, nameText } from '../model/names';
import type { DocumentView } from '../model/view';
import type { Row } from './rows';

/** A row, and the stack that its place is from. */
interface Cached {
  row: Row;
  stack: string | undefined;
}

/** The last row of each transceiver by id, per document. */
const rowCache = new WeakMap<DocumentView, Map<number, Cached>>();

/** Rows of one document's connections. A row keeps its identity until something in it changes. */
export function rowsOf(view: DocumentView, connections: ReadonlySet<number>): Row[] {
  const gone = view.link.state === 'gone';
  const kbps = view.kbps;
  const states = view.connections;
  const { top, url } = view.info;
  const name = top ? null : view.name;
  const rows: Row[] = [];
  const cached = cachedRowsOf(view);
  for (const transceiver of view.transceivers.values()) {
    // A transceiver that left getTransceivers() is not listed. One of a closed connection is, with its last state.
    if (!connections.has(transceiver.connection)) continue;
    const ended = gone || states.get(transceiver.connection)?.closedAt != null;
    if (transceiver.index === null && !ended) continue;
    const rate = ended ? null : (kbps.get(transceiver.id) ?? null);
    const known = cached.get(transceiver.id);
    const before = known?.row;
    const stack = view.stackOf(transceiver.madeStack);
    const isUnchanged = before?.transceiver === transceiver && before.gone === ended && before.kbps === rate;
    const row =
      isUnchanged && before.name === name && before.url === url && known?.stack === stack
        ? before
        : rowOf(view, transceiver, ended, rate, name);
    cached.set(transceiver.id, { row, stack });
    rows.push(row);
  }
  return rows;
}

function cachedRowsOf(view: DocumentView): Map<number, Cached> {
  const cached = rowCache.get(view) ?? new Map<number, Cached>();
  rowCache.set(view, cached);
  const present = view.transceivers;
  if (cached.size > present.size) for (const id of cached.keys()) if (!present.has(id)) cached.delete(id);
  return cached;
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
    place: shownFrame(culprit),
  };
}
