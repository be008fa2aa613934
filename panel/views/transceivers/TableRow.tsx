import { shortPlace } from '../../../core/callsite/stack';
import type { Row } from '../../../core/table/rows';
import type { DocumentRecord } from '../../store/page/document';
import type { Menu } from '../../store/ui';
import { useStore } from '../context';
import { useRowMenu } from '../use/useRowMenu';
import type { Column } from './columns';
import { memo } from './memo';

interface TableRowProps {
  row: Row;
  /** Position among all rows, from 0. */
  position: number;
  columns: readonly Column[];
  selected: boolean;
  /** Only what is idle grows older; for the others it stays the same and nothing is drawn again. */
  now: number;
  onSelect(row: Row): void;
  onOpen(row: Row): void;
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, position, columns, selected, now, onSelect, onOpen } = props;
  const { phase } = row.transceiver;
  const openMenu = useRowMenu();
  const { documents } = useStore();
  return (
    <tr
      id={rowId(row)}
      aria-rowindex={position + 2}
      aria-selected={selected}
      class={`${phase} ${row.gone ? 'gone' : ''} ${position % 2 ? 'odd' : ''}`}
      onClick={() => onSelect(row)}
      onDblClick={() => onOpen(row)}
      onContextMenu={(event) => openMenu(event, () => menuOf(event.currentTarget, row, documents.peek()))}
    >
      {columns.map((column) => (
        <td key={column.key} class={column.number ? 'number' : ''}>
          {column.cell(row, now)}
        </td>
      ))}
    </tr>
  );
});

/** Its cells as they are shown. */
const menuOf = (element: Element, row: Row, documents: readonly DocumentRecord[]): Menu => ({
  row: [...element.children].map((cell) => cell.textContent?.trim()).join('\t'),
  stack: documents.find(({ id }) => id === row.document)?.stackOf(row.transceiver.madeStack),
  frame: row.place,
  filter: row.place ? shortPlace({ ...row.place, column: null }) : '',
});

export function rowId(row: Row): string {
  return `row-${row.key.replace(/\s/g, '-')}`;
}
