import { computed, type ReadonlySignal } from '@preact/signals';
import { isChosen } from '../../../core/lists/chosen';
import type { Patch } from '../../../protocol/state';
import type { Problems } from '../problems';
import type { Part } from '../selection';
import type { DocumentRecord } from './document';
import { isLive } from './documents';

interface SummaryOptions {
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  parts: ReadonlySignal<readonly Part[]>;
  /** The switch. */
  patch: ReadonlySignal<Patch>;
  clearedAt: ReadonlySignal<number>;
  problems: Problems;
}

/** Counts over all documents, for the toolbar, bars and tabs. */
export function createSummary({ documents, parts, patch, clearedAt, problems }: SummaryOptions) {
  return {
    /** Entries of the patch log in scope, whatever the filter. */
    patchEntries: computed(() => parts.value.reduce((sum, part) => sum + patchEntriesIn(part, clearedAt.value), 0)),
    /** Live documents in which another patch is in force than the switch says. */
    unpatched: computed(() => documents.value.filter((each) => isLive(each) && each.patch.value !== patch.value)),
    /** Errors that the documents' hooks caught, and the panel's own. */
    errorCount: computed(() =>
      [...documents.value.flatMap((each) => each.errors.value), ...problems.list.value].reduce(
        (sum, error) => sum + error.count,
        0,
      ),
    ),
  };
}

function patchEntriesIn({ record, connections }: Part, since: number): number {
  return record.view.log.filter(
    ({ type, at, connection }) =>
      type === 'patch' && at >= since && (connection === null || isChosen(connections, connection)),
  ).length;
}
