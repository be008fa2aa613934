import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LogEntry } from '../../../protocol/log';
import { splitFilter } from '../../analysis/filter';
import { integer } from '../../format';
import type { DocumentRecord } from '../../store/document';
import { connectionName } from '../../store/rows';
import type { Part } from '../../store/selection';
import { useStore } from '../context';
import { useVirtual } from '../parts/useVirtual';
import { describeEntry } from './describe';
import { LogLine, transceiverName } from './LogLine';

interface Line {
  key: string;
  record: DocumentRecord;
  entry: LogEntry;
}

const lineHeight = () => 21;

/** The life of the connections in scope: every call, every change, every outcome of a patch. */
export function LogView() {
  const { selection } = useStore();
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const lines = useLines(selection.parts.value);
  const dropped = selection.parts.value.reduce((sum, { record }) => sum + record.droppedEntries, 0);
  const virtual = useVirtual({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: lineHeight,
    getItemKey: useCallback((i: number) => lines[i]?.key ?? i, [lines]),
    anchorTo: 'end',
    followOnAppend: true,
  });
  const items = virtual.getVirtualItems();

  // As in the Console, the newest is what one came for; what came before is a scroll away.
  useLayoutEffect(() => virtual.scrollToEnd(), [virtual]);

  function toggle(key: string, isOpen: boolean): void {
    const next = new Set(open);
    if (isOpen) next.add(key);
    else next.delete(key);
    setOpen(next);
  }

  return (
    <div class="log">
      {dropped > 0 && (
        <p class="bar">
          {integer(dropped)} older entries no longer fitted and are gone; counts from them are lower bounds.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard. */}
      <div class="log-scroller" ref={scroller} tabIndex={0} role="log" aria-live="off" aria-label="Log, oldest first">
        <div class="log-lines" style={{ height: `${virtual.getTotalSize()}px` }}>
          {items.map(({ index, start, key }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <div
                key={key}
                data-index={index}
                ref={(element) => virtual.measureElement(element)}
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogLine
                  entry={line.entry}
                  record={line.record}
                  subject={subjectOf(line)}
                  isOpen={open.has(line.key)}
                  onToggle={(isOpen) => toggle(line.key, isOpen)}
                />
              </div>
            );
          })}
        </div>
        {lines.length === 0 && <p class="nothing">Nothing in the log matches.</p>}
      </div>
    </div>
  );
}

function subjectOf({ record, entry }: Line): string {
  if (entry.connection === null) return 'page';
  const connection = connectionName(record, entry.connection);
  return entry.transceiver === null ? connection : `${connection} ${transceiverName(record, entry.transceiver)}`;
}

function useLines(parts: readonly Part[]): Line[] {
  const { selection, clearedAt } = useStore();
  const since = clearedAt.value;
  const filter = selection.filter.value.trim();
  // Rows change with every sample; a log that is not filtered need not care.
  const rows = filter === '' ? null : selection.allRows.value;
  const version = parts.map(({ record }) => record.logVersion.value).join();
  // The version stands for the logs, which change in place.
  return useMemo(() => {
    const matches = rows ? matcher(filter, new Map(rows.map((row) => [row.key, row]))) : () => true;
    const lines: Line[] = [];
    for (const { record, connections } of parts) {
      for (const entry of record.log) {
        if (entry.at < since) continue;
        if (connections && entry.connection !== null && !connections.has(entry.connection)) continue;
        const line = { key: `${record.id} ${entry.n}`, record, entry };
        if (matches(line)) lines.push(line);
      }
    }
    return parts.length > 1 ? lines.sort((a, b) => a.entry.at - b.entry.at) : lines;
  }, [parts, version, since, filter, rows]);
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
    const all = [tag, text, ...more].join(' ').toLowerCase();
    return words.every(({ word, exclude }) => all.includes(word) !== exclude);
  };
}
