import type { TransceiverState } from '../../protocol/state';
import { culpritOf, shownFrame } from '../callsite/stack';
import { estimateOf } from '../estimate/memory';
import { engineOfState, receiverEstimate } from '../estimate/receiver';
import { publishesOf } from '../history/publishes';
import { nameText } from '../model/names';
import type { DocumentView } from '../model/view';
import { isDeadReceiver } from '../verdict/dead-receivers';
import type { Row } from './rows';

/** A row, and what it was made of. */
interface Cached {
  row: Row;
  /** Its state but for totals and rates. */
  judged: TransceiverState | undefined;
  /** Its place is from this stack. */
  stack: string | undefined;
}

/** The last row of each transceiver by id, per document. */
const rowCache = new WeakMap<DocumentView, Map<number, Cached>>();

/** Rows of one document's connections. A row keeps its identity until something in it changes. */
export function rowsOf(view: DocumentView, connections: ReadonlySet<number>): Row[] {
  const gone = view.link.state === 'gone';
  const kbps = view.kbps;
  const states = view.connections;
  const { judged: judgedStates } = view;
  const { top, url } = view.info;
  const name = top ? null : view.name;
  const rows: Row[] = [];
  const cached = cachedRowsOf(view);
  const dead = deadReceiversIn(view);
  for (const transceiver of view.transceivers.values()) {
    // A transceiver that left getTransceivers() is not listed. One of a closed connection is, with its last state.
    if (!connections.has(transceiver.connection)) continue;
    const ended = gone || states.get(transceiver.connection)?.closedAt != null;
    if (transceiver.index === null && !ended) continue;
    const rate = ended ? null : (kbps.get(transceiver.id) ?? null);
    const known = cached.get(transceiver.id);
    const before = known?.row;
    const stack = view.stackOf(transceiver.madeStack);
    const isDead = !ended && dead.has(transceiver.id);
    const judged = judgedStates.get(transceiver.id);
    const isSame =
      before !== undefined &&
      known?.judged === judged &&
      known?.stack === stack &&
      (before.receiver !== null) === isDead &&
      before.gone === ended &&
      before.name === name &&
      before.url === url;
    const isUnchanged = isSame && before.transceiver === transceiver && before.kbps === rate;
    // Of a sender that only goes on all else stays, the estimate too.
    const row = isUnchanged
      ? before
      : isSame
        ? { ...before, transceiver, kbps: rate }
        : rowOf(view, transceiver, { gone: ended, kbps: rate, name, isDead });
    if (row !== before) cached.set(transceiver.id, { row, judged, stack });
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

/** Ids of the transceivers whose receivers received and no longer do. */
function deadReceiversIn({ history }: DocumentView): ReadonlySet<number> {
  const dead = new Set<number>();
  for (const { lives } of publishesOf(history.steps)) {
    for (const [id, life] of lives) if (isDeadReceiver(life)) dead.add(id);
  }
  return dead;
}

function rowOf(
  view: DocumentView,
  transceiver: TransceiverState,
  { gone, kbps, name, isDead }: Pick<Row, 'gone' | 'kbps' | 'name'> & { isDead: boolean },
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
    receiver: isDead ? receiverEstimate(transceiver.kind, engineOfState(transceiver)) : null,
    place: shownFrame(culprit),
  };
}
