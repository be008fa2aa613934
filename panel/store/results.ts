import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { growingIn, resultOf } from '../../core/findings/result';
import { factsOf } from '../../core/verdict/gather';
import type { Transport } from '../transport/transport';
import type { DocumentRecord } from './page/document';
import type { Part } from './selection';

interface ResultsOptions {
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  parts: ReadonlySignal<readonly Part[]>;
  clearedAt: ReadonlySignal<number>;
  now: ReadonlySignal<number>;
  transport: Pick<Transport, 'setGrowing'>;
}

/** Findings that only time brings about are looked for so often, in ms. */
const STEP_MS = 5_000;

/** What can be said of the connections in view; and the badge, which counts what grows whatever is chosen. */
export function createResults({ documents, parts, clearedAt, now, transport }: ResultsOptions) {
  const time = computed(() => Math.ceil(now.value / STEP_MS) * STEP_MS);
  /** The facts of whole documents, which the result and the badge share. */
  const facts = computed(
    () => new Map(documents.value.map((record) => [record, factsOf(record.view, null, clearedAt.value, time.value)])),
  );
  const result = computed(() =>
    resultOf(
      parts.value.map(
        ({ record, connections }) =>
          (connections === null && facts.value.get(record)) ||
          factsOf(record.view, connections, clearedAt.value, time.value),
      ),
    ),
  );
  /** Findings that grow. */
  const growing = computed(() => growingIn([...facts.value.values()]).length);
  const stop = effect(() => transport.setGrowing(growing.value));
  return { result, growing, stop };
}
