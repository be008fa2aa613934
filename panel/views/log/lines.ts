import { useMemo } from 'preact/hooks';
import { culpritOf, shownFrame, wordsOf } from '../../../core/callsite/stack';
import { splitFilter } from '../../../core/table/filter';
import { describeEntry } from '../../../core/text/log-entry';
import type { LogEntry } from '../../../protocol/log';
import type { DocumentRecord } from '../../store/page/document';
import type { Part } from '../../store/selection';
import { useStore } from '../context';
import { transceiverName } from './LogLine';

/** A log entry with the document whose it is. */
export interface Line<E extends LogEntry = LogEntry> {
  key: string;
  record: DocumentRecord;
  entry: E;
}

type Entry<T extends LogEntry['type']> = Extract<LogEntry, { type: T }>;

/** The entries in scope that the filter lets through, oldest first; with `only`, of one type. */
export function useLines<T extends LogEntry['type']>(parts: readonly Part[], only?: T): Line<Entry<T>>[] {
  const { selection, clearedAt } = useStore();
  const since = clearedAt.value;
  const filter = selection.filter.value.trim();
  // Rows change with every sample; a log that is not filtered need not care.
  const rows = filter === '' ? null : selection.allRows.value;
  const version = parts.map(({ record }) => `${record.logVersion.value} ${record.stacksRevision.value}`).join();
  // The version stands for the logs, which change in place.
  return useMemo(() => {
    const matches = rows ? matcher(filter, new Map(rows.map((row) => [row.key, row]))) : () => true;
    const lines: Line<Entry<T>>[] = [];
    for (const { record, connections } of parts) {
      for (const entry of record.log) {
        if (entry.at < since || (only && entry.type !== only)) continue;
        if (connections && entry.connection !== null && !connections.has(entry.connection)) continue;
        const line = { key: `${record.id} ${entry.n}`, record, entry: entry as Entry<T> };
        if (matches(line)) lines.push(line);
      }
    }
    return parts.length > 1 ? lines.sort((a, b) => a.entry.at - b.entry.at) : lines;
  }, [parts, version, since, filter, rows, only]);
}

type RowMap = ReadonlyMap<string, Parameters<ReturnType<typeof splitFilter>['test']>[0]>;

/** Words are looked for in the entry's text; `key:value` holds for the transceiver it is about. */
function matcher(filter: string, rows: RowMap): (line: Line) => boolean {
  const { words, hasKeys, test } = splitFilter(filter);
  return ({ record, entry }) => {
    if (hasKeys) {
      const row = rows.get(`${record.id} ${entry.transceiver}`);
      if (!row || !test(row)) return false;
    }
    if (words.length === 0) return true;
    const { tag, text, more } = describeEntry(entry, (id) => transceiverName(record, id));
    const frame = 'stack' in entry ? shownFrame(culpritOf(record.stackOf(entry.stack))) : null;
    const all = [tag, text, ...more, frame ? wordsOf(frame) : ''].join(' ').toLowerCase();
    return words.every(({ word, exclude }) => all.includes(word) !== exclude);
  };
}
