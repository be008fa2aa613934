import type { LogEntry } from '../../protocol/log';
import { add, remove, sort } from './lists';
import { floor, max, min, now } from './natives';
import { type ConnectionRecord, connections, type TransceiverRecord, whenCollected } from './records';

type WithoutBase<E> = E extends LogEntry ? Omit<E, 'n' | 'at' | 'connection' | 'transceiver'> : never;
export type EntryBody = WithoutBase<LogEntry>;

/** Bounds of the log: entries in all, and for one connection at the least and at the most. */
const TOTAL = 20_000;
const LEAST = 50;
const MOST = 2_000;

let position = 0;
let listener: (entry: LogEntry) => void = () => {};

/** Entries that belong to no connection: captures, the patch switch. */
const unbound: ConnectionRecord['log'] = [];

/** Names the one function that hears of every new entry: the observer, while a panel looks. */
export function onEntry(hear: (entry: LogEntry) => void): void {
  listener = hear;
}

/** Writes one entry at the end of its connection's log. @returns the entry, to be completed in place. */
export function append<B extends EntryBody>(
  connection: ConnectionRecord | null,
  transceiver: TransceiverRecord | null,
  body: B,
): B & LogEntry {
  const entry = {
    n: position++,
    at: now(),
    connection: connection?.id ?? null,
    transceiver: transceiver?.id ?? null,
    ...body,
  } as B & LogEntry;
  const log = connection?.log ?? unbound;
  add(log, entry);
  const most = floor(max(LEAST, min(MOST, TOTAL / (connections.size + 1))));
  // Dropped a quarter at a time, so that a full log costs no more per entry than an empty one.
  if (log.length > most * 1.25) {
    const dropped = log.length - most;
    remove(log, 0, dropped);
    if (connection) connection.logDropped += dropped;
  }
  listener(entry);
  return entry;
}

/** All entries from position `from` on, in order, at most `most`. */
export function entriesFrom(from: number, most: number): LogEntry[] {
  const found: LogEntry[] = [];
  const collect = (log: LogEntry[]) => {
    let i = log.length;
    while (i > 0 && log[i - 1]!.n >= from) i--;
    for (; i < log.length; i++) add(found, log[i]!);
  };
  collect(unbound);
  connections.forEach((record) => collect(record.log));
  sort(found, (a, b) => a.n - b.n);
  found.length = min(found.length, most);
  return found;
}

whenCollected((record) => {
  append(record, null, { type: 'connection', name: 'collected', value: '' });
});
