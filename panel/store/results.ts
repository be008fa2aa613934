import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { growingIn, resultOf } from '../../core/findings/result';
import { SteadyFindings } from '../../core/findings/steady';
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
  /** What is in view: of another choice nothing is held. */
  const choice = computed(() =>
    parts.value.map(({ record, connections }) => [record.view.id, ...(connections ?? ['all'])].join(' ')).join(),
  );
  const steady = computed(() => {
    void choice.value;
    void clearedAt.value;
    return new SteadyFindings();
  });
  const result = computed(() =>
    resultOf(
      parts.value.map(({ record, connections }) => factsOf(record.view, connections, clearedAt.value, time.value)),
      (found) => steady.value.take(found, now.peek()),
    ),
  );
  /** Findings that grow. */
  const growing = computed(() => {
    const facts = documents.value.map((record) => factsOf(record.view, null, clearedAt.value, time.value));
    return growingIn(facts).length;
  });
  const stop = effect(() => transport.setGrowing(growing.value));
  return { result, growing, stop };
}
