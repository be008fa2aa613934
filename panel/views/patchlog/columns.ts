export type ColumnKey = 'time' | 'connection' | 'transceiver' | 'site' | 'patch' | 'outcome' | 'reason' | 'rule';

export interface Column {
  key: ColumnKey;
  label: string;
  /** Width of the table in px from which on there is room for it; an opened entry has what is left out. */
  from: number;
}

const COLUMNS: readonly Column[] = [
  { key: 'time', label: 'Time', from: 0 },
  { key: 'connection', label: 'Conn.', from: 900 },
  { key: 'transceiver', label: 'Transceiver', from: 620 },
  { key: 'site', label: 'Call site', from: 540 },
  { key: 'patch', label: 'Patch', from: 800 },
  { key: 'outcome', label: 'Outcome', from: 0 },
  { key: 'reason', label: 'Reason', from: 0 },
  { key: 'rule', label: 'Rule', from: 460 },
];

/** The columns that a table of this width has room for. */
export function columnsFor(width: number): Column[] {
  return COLUMNS.filter(({ from }) => width >= from);
}
