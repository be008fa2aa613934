import type { RefObject } from 'preact';
import { useCallback, useRef } from 'preact/hooks';
import type { Row } from '../../../core/table/rows';
import type { SortKey } from '../../../core/table/sort';
import type { Selection } from '../../store/selection';
import { useStore } from '../context';
import { useVirtual } from '../use/useVirtual';
import { useWidth } from '../use/useWidth';
import { COLUMNS, type Column, columnsFor } from './columns';
import { rowId, TableRow } from './TableRow';

const ROW_HEIGHT = 21;
const HEAD_HEIGHT = 24;
const rowHeight = () => ROW_HEIGHT;

/** All transceivers in scope: a grid that is sorted by its headers and walked through by arrow keys. */
export function Table({ onOpen }: { onOpen(): void }) {
  const { selection, now } = useStore();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = selection.rows.value;
  const selected = selection.transceiver.value;
  const columns = useColumns(scroller);
  const virtual = useVirtual({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: useCallback((i: number) => rows[i]?.key ?? i, [rows]),
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const at = rows.findIndex((row) => row.key === selected);
  const inView = items.some((item) => item.index === at);

  const select = useCallback((row: Row) => (selection.transceiver.value = row.key), [selection]);
  const open = useCallback(() => onOpen(), [onOpen]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    if (event.key === 'Enter' && at >= 0) onOpen();
    else if (moves[event.key] === undefined || rows.length === 0) return;
    else {
      const to = Math.min(rows.length - 1, Math.max(0, moves[event.key]!));
      selection.transceiver.value = rows[to]!.key;
      virtual.scrollToIndex(to);
    }
    event.preventDefault();
  }

  return (
    <div class="table-scroller" ref={scroller}>
      <table
        class="data-grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid pattern is a table with this role.
        role="grid"
        tabIndex={0}
        aria-label="Transceivers"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={inView ? rowId(rows[at]!) : undefined}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={column.stretches ? {} : { width: `${column.width}px` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} span={columns.length} />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (!row) return null;
            const ages = row.transceiver.idleSince !== null && !row.gone;
            return (
              <TableRow
                key={row.key}
                row={row}
                position={index}
                columns={columns}
                selected={row.key === selected}
                now={ages ? now.value : 0}
                onSelect={select}
                onOpen={open}
              />
            );
          })}
          {after > 0 && <Gap height={after} span={columns.length} />}
        </tbody>
      </table>
      {rows.length === 0 && <p class="nothing">{emptyText(selection)}</p>}
    </div>
  );
}

function emptyText({ filter, inForce }: Selection): string {
  if (filter.value.trim() !== '') return 'No transceiver matches the filter.';
  if (inForce.value) return 'This connection has no transceivers.';
  return 'No open connection has a transceiver. For those of a closed one, choose it in the list of connections.';
}

/** Stands for the rows out of view. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table cannot be focused.
    <tr class="gap" aria-hidden="true">
      <td colSpan={span} style={{ height: `${height}px` }} />
    </tr>
  );
}

function HeaderCell({ column }: { column: Column }) {
  const { sort } = useStore().selection;
  const { key, descending } = sort.value;
  const sorted = key === column.key;
  const choose = (by: SortKey) => {
    sort.value = { key: by, descending: sorted ? !descending : false };
  };
  return (
    <th
      scope="col"
      class={column.number ? 'number' : ''}
      aria-sort={sorted ? (descending ? 'descending' : 'ascending') : 'none'}
      title={column.title}
    >
      <button type="button" onClick={() => choose(column.key)}>
        {column.label}
        {sorted && (
          <span class="arrow" aria-hidden="true">
            {descending ? '▼' : '▲'}
          </span>
        )}
      </button>
    </th>
  );
}

/** The columns that fit; the detail pane has what is left out. */
function useColumns(scroller: RefObject<HTMLElement | null>): readonly Column[] {
  const { selection } = useStore();
  const width = useWidth(scroller);
  const several = new Set(selection.allRows.value.map((row) => row.connection)).size > 1;
  const frames = several && selection.allRows.value.some((row) => row.name !== null);
  const cached = useRef<{ key: string; columns: readonly Column[] }>({ key: '', columns: COLUMNS });
  const columns = columnsFor(width, several, frames);
  const key = columns.map((column) => `${column.key} ${column.width}`).join();
  // The rows compare by identity, so the same columns have to be the same list.
  if (cached.current.key !== key) cached.current = { key, columns };
  return cached.current.columns;
}
