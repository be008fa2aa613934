import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { evidenceOf, noteEvidenceOf } from '../../core/model/evidence';
import { findingsOf } from '../analysis/findings/finding';
import type { Note } from '../analysis/findings/note';
import { notesOf } from '../analysis/findings/notes';
import type { Transport } from '../transport/transport';
import type { DocumentRecord } from './document';
import type { Part } from './selection';

interface NotesOptions {
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  parts: ReadonlySignal<readonly Part[]>;
  clearedAt: ReadonlySignal<number>;
  now: ReadonlySignal<number>;
  transport: Pick<Transport, 'setGrowing'>;
}

/** Findings that only time brings about are looked for so often, in ms. */
const STEP_MS = 5_000;

/** What is found beside the verdict, and the badge, which counts growing connections whatever is chosen. */
export function createNotes({ documents, parts, clearedAt, now, transport }: NotesOptions) {
  const time = computed(() => Math.ceil(now.value / STEP_MS) * STEP_MS);
  const list = computed<Note[]>(() =>
    parts.value.flatMap(({ record, connections }) =>
      record.link.value.state === 'gone'
        ? []
        : notesOf(noteEvidenceOf(record.view, connections, clearedAt.value, time.value)),
    ),
  );
  const growing = computed(() =>
    documents.value.reduce((sum, record) => {
      const findings = findingsOf(evidenceOf(record.view, null, clearedAt.value));
      const growing = findings.filter(({ state, ended }) => state === 'growing' && !ended);
      return sum + new Set(growing.map(({ connection }) => connection)).size;
    }, 0),
  );
  const stop = effect(() => transport.setGrowing(growing.value));
  return { list, growing, stop };
}
