import type { CallEntry, ConnectionEntry, LogEntry } from '../../protocol/log';
import { add, bareList, put, remove, sort } from './base/lists';
import { floor, max, min, now } from './base/natives';
import { entered } from './base/wrap';
import { describeAll } from './describe';
import { type ConnectionRecord, connections, type TransceiverRecord, whenCollected } from './records';
import { captureStack } from './stacks';

type WithoutBase<E> = E extends LogEntry ? Omit<E, 'n' | 'at' | 'connection' | 'transceiver'> : never;
export type EntryBody = WithoutBase<LogEntry>;

/** Bounds of the log: entries in all, and for one connection at the least and at the most. */
const MAX_ENTRIES = 20_000;
const MIN_OF_ONE = 50;
const MAX_OF_ONE = 2_000;

let position = 0;
type Listener = (entry: LogEntry, transceiver: TransceiverRecord | null) => void;
let listener: Listener = () => {};

/** Entries that belong to no connection: captures, the patch switch. */
const unbound: ConnectionRecord['log'] = bareList();

/** Sets the one function that is called with every new entry: the observer's, while a panel looks. */
export function onEntry(handle: Listener): void {
  listener = handle;
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
  put(log, entry);
  const most = floor(max(MIN_OF_ONE, min(MAX_OF_ONE, MAX_ENTRIES / (connections.size + 1))));
  // Dropped a quarter at a time, so that a full log costs no more per entry than an empty one.
  if (log.length > most * 1.25) {
    const dropped = log.length - most;
    remove(log, 0, dropped);
    if (connection) connection.logDropped += dropped;
  }
  listener(entry, transceiver);
  return entry;
}

/** A call of the page that came through a wrap, before it runs. Its arguments and its stack, which cost most, are for completeCall(). */
export function logCall(
  connection: ConnectionRecord | null,
  transceiver: TransceiverRecord | null,
  name: string,
): CallEntry & LogEntry {
  return append(connection, transceiver, { type: 'call', name, args: '', stack: null, error: null });
}

/** Writes down what a call was given, and its stack: before or after the native call, but within the wrap. */
export function completeCall<E extends CallEntry>(entry: E, args: unknown[]): E {
  entry.args = describeAll(args);
  entry.stack = captureStack(entered);
  return entry;
}

/** What happened to a connection itself. */
export function logConnection(connection: ConnectionRecord, name: ConnectionEntry['name'], value = ''): LogEntry {
  return append(connection, null, { type: 'connection', name, value });
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

whenCollected((record) => logConnection(record, 'collected'));
