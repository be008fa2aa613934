import { shortPlace } from '../callsite/stack';
import { bothOf } from '../estimate/receiver';
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
  estimate: ({ estimate, receiver }) => {
    const held = bothOf(estimate, receiver);
    return held.state === 'known' ? held.high : null;
  },
  place: ({ place }) => (place ? shortPlace(place) : null),
};

const collator = new Intl.Collator('en', { numeric: true });

/** Sorts a copy by one column, then by connection and index. Unknown values come last in both directions. */
export function sortRows(rows: readonly Row[], { key, descending }: Sort): Row[] {
  const value = VALUE[key];
  const sign = descending ? -1 : 1;
  const rankOfValue = ranksOf(rows.map(value));
  const rankOfConnection = ranksOf(rows.map(({ connection }) => connection));
  return rows
    .map((row) => ({ row, at: rankOfValue(value(row)), place: rankOfConnection(row.connection)! }))
    .sort((a, b) => {
      const byPosition = () => a.place - b.place || positionOf(a.row) - positionOf(b.row);
      if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null) || byPosition();
      return sign * (a.at - b.at) || byPosition();
    })
    .map(({ row }) => row);
}

/** In getTransceivers(). */
const positionOf = ({ transceiver }: Row) => transceiver.index ?? Number.MAX_SAFE_INTEGER;

/**
 * Numbers in the order of values: those of texts are their places. To compare texts in a language's order takes
 * long, and 300 rows have few different ones.
 */
function ranksOf(values: readonly Value[]): (value: Value) => number | null {
  const texts = new Set(values.filter((value) => typeof value === 'string'));
  const ranks = new Map<Value, number>();
  let rank = -1;
  let last: string | null = null;
  for (const text of [...texts].sort(collator.compare)) {
    if (last === null || collator.compare(last, text) !== 0) rank += 1;
    ranks.set(text, rank);
    last = text;
  }
  return (value) => (typeof value === 'string' ? ranks.get(value)! : value);
}
