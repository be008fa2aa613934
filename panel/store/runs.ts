import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Patch } from '../../protocol/state';
import { checkAcceptance } from '../analysis/acceptance';
import { PATCH_NAMES } from '../analysis/patches';
import { flagsOf } from '../analysis/runs';
import { isWithin } from '../analysis/shares';
import type { Reading, RunInfo } from '../recording/types';
import type { DocumentRecord } from './document';

/** A run with what it is made of. It keeps its documents when the live view drops them. */
export interface Run extends Omit<RunInfo, 'documents'> {
  documents: readonly DocumentRecord[];
  /** Typed in while it went on. */
  readings: readonly Reading[];
  /** Name of the file it was opened from; null where it was recorded here. */
  file: string | null;
}

export interface RunsOptions {
  now(): number;
  /** Those of the live view. */
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  /** The switch. */
  patch: ReadonlySignal<Patch>;
  readings: ReadonlySignal<readonly Reading[]>;
}

const MAX_RUNS = 50;
export const MAX_NAME = 80;

/** The runs, oldest first: at most one goes on. */
export function createRuns({ now, documents, patch, readings }: RunsOptions) {
  const all = signal<readonly Run[]>([]);
  /** Ids of documents whose log had gaps before a run began, by run. */
  const gaps = new Map<string, ReadonlySet<string>>();
  let made = 0;

  /** As it stands now: a run that goes on has no flags and readings of its own yet. */
  function current(run: Run): Run {
    if (run.to !== null || run.file !== null) return run;
    return {
      ...run,
      flags: flagsOf(
        run,
        run.documents.map((record) => flagDocument(record, gaps.get(run.id))),
      ),
      readings: readings.value.filter(({ at }) => isWithin(at, run)),
    };
  }

  const list = computed(() => all.value.map(current));

  function change(id: string, to: (run: Run) => Run): void {
    all.value = all.peek().map((run) => (run.id === id ? to(run) : run));
  }

  function end(): void {
    for (const run of all.peek()) if (isOn(run)) change(run.id, (each) => ({ ...current(each), to: now() }));
  }

  /**
   * Begins a run, which ends the one before.
   * @param fresh only documents that come from now on: the page is about to be reloaded
   */
  function begin({ name, fresh = false }: { name?: string; fresh?: boolean } = {}): string {
    const run: Run = {
      id: crypto.randomUUID(),
      name: name?.trim().slice(0, MAX_NAME) || nameOf(patch.peek()),
      from: now(),
      to: null,
      patch: patch.peek(),
      flags: [],
      check: null,
      documents: fresh ? [] : documents.peek().filter((each) => each.link.peek().state === 'live'),
      readings: [],
      file: null,
    };
    batch(() => {
      end();
      add(run);
    });
    return run.id;
  }

  function add(run: Run): void {
    const incomplete = run.documents.filter(({ history }) => history.incomplete).map(({ id }) => id);
    gaps.set(run.id, new Set(incomplete));
    all.value = [...all.peek(), run].slice(-MAX_RUNS);
  }

  function nameOf(of: Patch): string {
    made += 1;
    return `Run ${made}, ${of === 'none' ? 'unpatched' : PATCH_NAMES[of]}`;
  }

  return {
    list,
    /** The one that goes on. */
    on: computed(() => list.value.find(isOn) ?? null),
    begin,
    end,
    /** What was recorded so far in the documents in view, as a run that has ended. */
    keepSoFar(): string | null {
      const records = documents.peek();
      if (records.length === 0) return null;
      const from = Math.min(...records.map((each) => each.info.peek().startedAt));
      const id = crypto.randomUUID();
      const base = { id, from, to: now(), flags: [], check: null, documents: records, file: null };
      const kept = { ...base, name: nameOf('none'), patch: records[0]!.patch.peek() };
      const flags = flagsOf(
        kept,
        records.map((record) => flagDocument(record, undefined)),
      );
      const own = readings.peek().filter(({ at }) => isWithin(at, kept));
      add({ ...kept, name: `${kept.name.replace(/,.*/, '')}, all so far`, flags, readings: own });
      return id;
    },
    /** A document appeared, or came back: it belongs to the run that goes on. */
    join(record: DocumentRecord): void {
      const run = all.peek().find(isOn);
      if (!run || run.documents.includes(record)) return;
      change(run.id, (each) => ({ ...each, documents: [...each.documents, record] }));
    },
    rename(id: string, name: string): void {
      const to = name.trim().slice(0, MAX_NAME);
      if (to) change(id, (run) => ({ ...run, name: to }));
    },
    remove(id: string): void {
      gaps.delete(id);
      all.value = all.peek().filter((run) => run.id !== id);
    },
    /** Makes the acceptance check and keeps its result with the run. */
    check(id: string): void {
      change(id, (run) => ({ ...run, check: checkAcceptance({ ...run, now: now() }) }));
    },
    /** Runs out of a file, with the documents that were restored from it. */
    open(
      infos: readonly RunInfo[],
      from: { documents: readonly DocumentRecord[]; readings: readonly Reading[]; file: string },
    ) {
      const byId = new Map(from.documents.map((record) => [record.id, record]));
      for (const info of infos) {
        const own = info.documents.flatMap((id) => byId.get(id) ?? []);
        const typed = from.readings.filter(({ at }) => isWithin(at, info));
        // Two files may hold the same run.
        const id = all.peek().some((run) => run.id === info.id) ? crypto.randomUUID() : info.id;
        add({ ...info, id, documents: own, readings: typed, file: from.file });
      }
    },
  };
}

export type Runs = ReturnType<typeof createRuns>;

const isOn = (run: Run) => run.to === null && run.file === null;

/** For a file. */
export function infoOf(run: Run): RunInfo {
  const { id, name, from, to, patch, flags, check, documents } = run;
  return { id, name, from, to, patch, flags, check, documents: documents.map((record) => record.id) };
}

function flagDocument(record: DocumentRecord, gaps: ReadonlySet<string> | undefined) {
  void record.historyVersion.value;
  void record.logVersion.value;
  const { id, history, log } = record;
  return { id, history, log, patch: record.patch.value, incompleteBefore: gaps?.has(id) ?? false };
}
