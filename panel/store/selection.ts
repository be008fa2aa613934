import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { rowsOf } from '../../core/table/document-rows';
import { parseFilter } from '../../core/table/filter';
import type { Row } from '../../core/table/rows';
import { type Sort, sortRows } from '../../core/table/sort';
import type { ConnectionState } from '../../protocol/state';
import type { DocumentRecord } from './page/document';

/** What is looked at: everything, or one connection of one document. */
export type Scope = { document: string; connection: number } | null;

/** A document with its connections in view. */
export interface Part {
  record: DocumentRecord;
  /** Ids of the connections in scope; null for all that the document has or had. */
  connections: ReadonlySet<number> | null;
}

/** The user's choice of what to look at, and what follows from it. */
export function createSelection(
  documents: ReadonlySignal<readonly DocumentRecord[]>,
  clearedAt: ReadonlySignal<number>,
  preserveLog: ReadonlySignal<boolean>,
) {
  const scope = signal<Scope>(null);
  const filter = signal('');
  const sort = signal<Sort>({ key: 'connection', descending: false });
  /** Key of the selected row; null for none. */
  const transceiver = signal<string | null>(null);

  /** Connections by document, without those that ended before the view was cleared. */
  const groups = computed(() =>
    documents.value.map((record) => ({
      record,
      connections: [...record.connections.value.values()].filter((each) => !endedBefore(each, clearedAt.value)),
    })),
  );

  /** The chosen scope, or everything when what was chosen is no longer there. */
  const inForce = computed<Scope>(() => {
    const chosen = scope.value;
    if (!chosen) return null;
    const group = groups.value.find(({ record }) => record.id === chosen.document);
    return group?.connections.some(({ id }) => id === chosen.connection) ? chosen : null;
  });

  const parts = computed<Part[]>(() => {
    const chosen = inForce.value;
    if (!chosen) return documents.value.map((record) => ({ record, connections: null }));
    const record = documents.value.find((each) => each.id === chosen.document)!;
    return [{ record, connections: new Set([chosen.connection]) }];
  });

  const allRows = computed<Row[]>(() => {
    const chosen = inForce.value;
    const rows = groups.value.flatMap(({ record, connections }) => {
      if (chosen && record.id !== chosen.document) return [];
      const ids = new Set(connections.map(({ id }) => id).filter((id) => !chosen || id === chosen.connection));
      return rowsOf(record.view, ids);
    });
    // What has ended stays where one asks for it: by choosing its connection, or by Preserve log.
    return chosen || preserveLog.value ? rows : rows.filter((row) => !row.gone);
  });

  const filtered = computed(() =>
    filter.value.trim() === '' ? allRows.value : allRows.value.filter(parseFilter(filter.value)),
  );
  const rows = computed(() => sortRows(filtered.value, sort.value));
  /** How many rows there are, and how many the filter leaves: they change more rarely than the rows. */
  const allCount = computed(() => allRows.value.length);
  const count = computed(() => filtered.value.length);

  const selectedRow = computed(() => allRows.value.find((row) => row.key === transceiver.value) ?? null);

  return { scope, inForce, filter, sort, transceiver, groups, parts, allRows, allCount, rows, count, selectedRow };
}

function endedBefore({ closedAt, collectedAt }: ConnectionState, at: number): boolean {
  const ended = collectedAt ?? closedAt;
  return ended !== null && ended < at;
}

export type Selection = ReturnType<typeof createSelection>;
