import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Reading } from '../../../core/model/types';
import { isWithin } from '../../../core/runs/compare/publish-groups';
import { flagsOf } from '../../../core/runs/flags';
import { flagDocument, isRecording, type Run as RunOf } from '../../../core/runs/run';
import type { DocumentRecord } from '../page/document';

/** A run of the store. It keeps its documents when the live view drops them. */
export type Run = RunOf<DocumentRecord>;

const MAX_RUNS = 50;

/** The runs, oldest first, each as it stands now: one that goes on has no flags and readings of its own yet. */
export function createRunList(readings: ReadonlySignal<readonly Reading[]>) {
  const all = signal<readonly Run[]>([]);
  /** Ids of documents whose log had gaps before a run began, by run. */
  const gaps = new Map<string, ReadonlySet<string>>();

  function current(run: Run): Run {
    if (run.to !== null || run.file !== null) return run;
    const documents = run.documents.map(({ view }) => flagDocument(view, gaps.get(run.id)));
    return { ...run, flags: flagsOf(run, documents), readings: readings.value.filter(({ at }) => isWithin(at, run)) };
  }

  const list = computed(() => all.value.map(current));

  function change(id: string, to: (run: Run) => Run): void {
    all.value = all.peek().map((run) => (run.id === id ? to(run) : run));
  }

  return {
    list,
    /** The one that goes on. */
    on: computed(() => list.value.find(isRecording) ?? null),
    /** The one that goes on, as it was begun. */
    begun: () => all.peek().find(isRecording),
    has: (id: string) => all.peek().some((run) => run.id === id),
    change,
    add(run: Run): void {
      const incomplete = run.documents.filter(({ history }) => history.incomplete).map(({ id }) => id);
      gaps.set(run.id, new Set(incomplete));
      all.value = [...all.peek(), run].slice(-MAX_RUNS);
    },
    end(at: number): void {
      for (const run of all.peek()) if (isRecording(run)) change(run.id, (each) => ({ ...current(each), to: at }));
    },
    remove(id: string): void {
      gaps.delete(id);
      all.value = all.peek().filter((run) => run.id !== id);
    },
  };
}
