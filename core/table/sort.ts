import { shortPlace } from '../callsite/stack';
import { codecOf, pixelsOf, type Row } from './rows';

export type SortKey =
  | 'connection'
  | 'index'
  | 'mid'
  | 'kind'
  | 'direction'
  | 'source'
  | 'codec'
  | 'size'
  | 'kbps'
  | 'idleSince'
  | 'estimate'
  | 'place';

export interface Sort {
  key: SortKey;
  descending: boolean;
}

type Value = string | number | null;

const VALUE: Record<SortKey, (row: Row) => Value> = {
  connection: (row) => row.connection,
  index: ({ transceiver }) => transceiver.index,
  mid: ({ transceiver }) => transceiver.mid,
  kind: ({ transceiver }) => transceiver.kind,
  direction: ({ transceiver }) => `${transceiver.direction} ${transceiver.currentDirection ?? ''}`,
  source: ({ transceiver }) => transceiver.track?.source.type ?? null,
  codec: ({ transceiver }) => codecOf(transceiver),
  size: ({ transceiver }) => pixelsOf(transceiver),
  kbps: (row) => row.kbps,
  idleSince: ({ transceiver }) => transceiver.idleSince,
  estimate: ({ estimate }) => (estimate.state === 'known' ? estimate.high : null),
  place: ({ place }) => (place ? shortPlace(place) : null),
};

const collator = new Intl.Collator('en', { numeric: true });

/** Sorts a copy by one column, then by connection and index. Unknown values come last in both directions. */
export function sortRows(rows: readonly Row[], { key, descending }: Sort): Row[] {
  const value = VALUE[key];
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, at: value(row) }))
    .sort((a, b) => {
      if (a.at === null || b.at === null)
        return Number(a.at === null) - Number(b.at === null) || byPosition(a.row, b.row);
      return sign * compare(a.at, b.at) || byPosition(a.row, b.row);
    })
    .map(({ row }) => row);
}

/** By connection, then by position in getTransceivers(). */
function byPosition(a: Row, b: Row): number {
  return (
    collator.compare(a.connection, b.connection) ||
    (a.transceiver.index ?? Number.MAX_SAFE_INTEGER) - (b.transceiver.index ?? Number.MAX_SAFE_INTEGER)
  );
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
