import type { TransceiverState } from '../../protocol/state';
import { estimateOf } from '../analysis/memory';
import type { Row } from '../analysis/rows';
import { culpritOf } from '../analysis/stack';
import { isolated } from '../foreign';
import type { DocumentRecord } from './document';

/** Of each document the last row of each transceiver, by id. */
const made = new WeakMap<DocumentRecord, Map<number, Row>>();

/** Rows of one document's connections; a row keeps its identity while nothing in it changes. */
export function rowsOf(record: DocumentRecord, connections: ReadonlySet<number>): Row[] {
  const gone = record.link.value.state === 'gone';
  const kbps = record.kbps.value;
  const states = record.connections.value;
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
    const row = same ? before : rowOf(record, transceiver, ended, rate);
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

function rowOf(record: DocumentRecord, transceiver: TransceiverState, gone: boolean, kbps: number | null): Row {
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

/** `#1`, as the document counts its connections; with the host for a frame's. */
export function connectionName(record: DocumentRecord, id: number): string {
  const { top, url } = record.info.peek();
  return top ? `#${id}` : `#${id} ${hostOf(url)}`;
}

const hosts = new Map<string, string>();
const CACHED_HOSTS = 500;

/** Host of a URL, or what else tells the document apart (`about:srcdoc`, a file's name), fit to stand in our text. */
export function hostOf(url: string): string {
  let host = hosts.get(url);
  if (host === undefined) {
    if (hosts.size >= CACHED_HOSTS) hosts.clear();
    host = isolated(readHost(url));
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
