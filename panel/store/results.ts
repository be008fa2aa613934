import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { growingIn, resultOf } from '../../core/findings/result';
import { SteadyFindings } from '../../core/findings/steady';
import { incidentOf } from '../../core/incident/incident';
import { type Past, pastOf } from '../../core/incident/past';
import { hostOf } from '../../core/model/names';
import { factsOf } from '../../core/verdict/gather';
import type { DocumentRecord } from './page/document';
import { isLive } from './page/documents';
import type { Part } from './selection';

interface ResultsOptions {
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  parts: ReadonlySignal<readonly Part[]>;
  clearedAt: ReadonlySignal<number>;
  now: ReadonlySignal<number>;
  /** Moves on with it in steps. */
  step: ReadonlySignal<number>;
}

/** Documents, each of which is a few numbers and a finding. */
const MAX_KEPT = 20;

/** What can be said of the connections in view; and what grows whatever is chosen, for the badge. */
export function createResults({ documents, parts, clearedAt, now, step }: ResultsOptions) {
  function factsIn({ record, connections }: Part) {
    // Their calls are read later.
    void record.logVersion.value;
    return factsOf(record.view, connections, clearedAt.value, step.value);
  }
  /** The facts of whole documents, which the result and the badge share. */
  const whole = computed(
    () => new Map(documents.value.map((record) => [record, factsIn({ record, connections: null })])),
  );
  const facts = computed(() =>
    parts.value.map((part) => (part.connections === null && whole.value.get(part.record)) || factsIn(part)),
  );
  /** What is in view: of another choice nothing is held. */
  const choice = computed(() =>
    parts.value.map(({ record, connections }) => [record.view.id, ...(connections ?? ['all'])].join(' ')).join(),
  );
  const steady = computed(() => {
    void choice.value;
    void clearedAt.value;
    return new SteadyFindings();
  });
  const result = computed(() => resultOf(facts.value, (found) => steady.value.take(found, now.peek())));
  /** Of documents that were dropped while a patch was tried. */
  const kept = signal<readonly Past[]>([]);
  const incident = computed(() => {
    const hosts = new Set(documents.value.map(({ info }) => hostOf(info.value.url)));
    const all = parts.value.every(({ connections }) => connections === null);
    // A trial is of one site, and both its halves of the same connections: those of an earlier page are no chosen ones.
    const before = all ? kept.value.filter(({ url }) => hosts.has(hostOf(url))) : [];
    const now = parts.value.map(({ record, connections }) => pastOf(record.view, connections));
    return incidentOf(result.value, facts.value, [...before, ...now]);
  });
  /** Findings that grow. */
  const growing = computed(() => growingIn([...whole.value.values()]).length);
  return {
    result,
    incident,
    growing,
    /** Before gone documents are dropped: what they did without a patch stays beside what the next do with it. */
    keepGone(): void {
      const gone = documents.peek().filter((record) => !isLive(record));
      kept.value = [...kept.peek(), ...gone.map(({ view }) => pastOf(view))].slice(-MAX_KEPT);
    },
    forget(): void {
      kept.value = [];
    },
  };
}
