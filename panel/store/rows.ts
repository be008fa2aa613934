import type { TransceiverState } from '../../protocol/state';
import { estimateOf } from '../analysis/memory';
import type { Row } from '../analysis/rows';
import { culpritOf } from '../analysis/stack';
import type { DocumentRecord } from './document';

const made = new WeakMap<TransceiverState, Row>();

/** Rows of one document's connections; a row keeps its identity while nothing in it changes. */
export function rowsOf(record: DocumentRecord, connections: ReadonlySet<number>): Row[] {
  const gone = record.link.value.state === 'gone';
  const kbps = record.kbps.value;
  const states = record.connections.value;
  const rows: Row[] = [];
  for (const transceiver of record.transceivers.value.values()) {
    // One that left getTransceivers() is history; one of a closed connection is its last state.
    if (!connections.has(transceiver.connection)) continue;
    const ended = gone || states.get(transceiver.connection)?.closedAt != null;
    if (transceiver.index === null && !ended) continue;
    rows.push(rowOf(record, transceiver, ended, ended ? null : (kbps.get(transceiver.id) ?? null)));
  }
  return rows;
}

function rowOf(record: DocumentRecord, transceiver: TransceiverState, gone: boolean, kbps: number | null): Row {
  const before = made.get(transceiver);
  if (before && before.gone === gone && before.kbps === kbps) return before;
  const culprit = culpritOf(record.stackOf(transceiver.madeStack));
  const row: Row = {
    key: `${record.id} ${transceiver.id}`,
    document: record.id,
    transceiver,
    connection: connectionName(record, transceiver.connection),
    gone,
    kbps,
    estimate: gone ? { state: 'none', why: 'Its connection is closed.' } : estimateOf(transceiver),
    place: culprit.app ?? culprit.sdk,
  };
  made.set(transceiver, row);
  return row;
}

/** `#1`, as the document counts its connections; with the host for a frame's. */
export function connectionName(record: DocumentRecord, id: number): string {
  const { top, url } = record.info.peek();
  return top ? `#${id}` : `#${id} ${hostOf(url)}`;
}

const hosts = new Map<string, string>();
const CACHED_HOSTS = 500;

/** Host of a URL, or what else tells the document apart (`about:srcdoc`, a file's name). */
export function hostOf(url: string): string {
  let host = hosts.get(url);
  if (host === undefined) {
    if (hosts.size >= CACHED_HOSTS) hosts.clear();
    host = readHost(url);
    hosts.set(url, host);
  }
  return host;
}

function readHost(url: string): string {
  try {
    const { host, protocol, pathname } = new URL(url);
    return host || (protocol === 'file:' ? (pathname.split('/').pop() ?? url) : url.slice(0, 60));
  } catch {
    return url.slice(0, 60) || 'unknown document';
  }
}
