import { batch, type ReadonlySignal } from '@preact/signals';
import type { Reading, RunInfo } from '../../../core/model/types';
import { PATCH_NAMES } from '../../../core/patches/patches';
import { checkAcceptance } from '../../../core/runs/acceptance';
import { isWithin } from '../../../core/runs/compare/publish-groups';
import { flagsOf } from '../../../core/runs/flags';
import { attach, flagDocument, MAX_NAME_LENGTH } from '../../../core/runs/run';
import type { Patch } from '../../../protocol/state';
import type { DocumentRecord } from '../page/document';
import { createRunList, type Run } from './run-list';

export type { Run } from './run-list';

export interface RunsOptions {
  now(): number;
  /** Those of the live view. */
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  /** The switch. */
  patch: ReadonlySignal<Patch>;
  readings: ReadonlySignal<readonly Reading[]>;
}

/** Begins, ends, names and checks runs: at most one goes on. */
export function createRuns({ now, documents, patch, readings }: RunsOptions) {
  const runs = createRunList(readings);
  let made = 0;

  function nameOf(of: Patch): string {
    made += 1;
    return `Run ${made}, ${of === 'none' ? 'unpatched' : PATCH_NAMES[of]}`;
  }

  const end = () => runs.end(now());

  /**
   * Begins a run, which ends the one before.
   * @param fresh only documents that come from now on: the page is about to be reloaded
   */
  function begin({ name, fresh = false }: { name?: string; fresh?: boolean } = {}): string {
    const run: Run = {
      id: crypto.randomUUID(),
      name: name?.trim().slice(0, MAX_NAME_LENGTH) || nameOf(patch.peek()),
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
      runs.add(run);
    });
    return run.id;
  }

  /** What was recorded so far in the documents in view, as a run that has ended. */
  function keepSoFar(): string | null {
    const records = documents.peek();
    if (records.length === 0) return null;
    const id = crypto.randomUUID();
    const span = { from: Math.min(...records.map((each) => each.info.peek().startedAt)), to: now() };
    const inForce = records[0]!.patch.peek();
    const flagged = records.map(({ model }) => flagDocument(model, undefined));
    runs.add({
      id,
      name: `${nameOf('none').replace(/,.*/, '')}, all so far`,
      ...span,
      patch: inForce,
      flags: flagsOf({ ...span, patch: inForce }, flagged),
      check: null,
      documents: records,
      readings: readings.peek().filter(({ at }) => isWithin(at, span)),
      file: null,
    });
    return id;
  }

  return {
    list: runs.list,
    on: runs.on,
    begin,
    end,
    keepSoFar,
    remove: runs.remove,
    /** A document appeared, or came back: it belongs to the run that goes on. */
    join(record: DocumentRecord): void {
      const run = runs.begun();
      if (!run || run.documents.includes(record)) return;
      runs.change(run.id, (each) => ({ ...each, documents: [...each.documents, record] }));
    },
    rename(id: string, name: string): void {
      const to = name.trim().slice(0, MAX_NAME_LENGTH);
      if (to) runs.change(id, (run) => ({ ...run, name: to }));
    },
    /** Makes the acceptance check and keeps its result with the run. */
    check(id: string): void {
      runs.change(id, (run) => ({ ...run, check: checkAcceptance({ ...run, now: now() }) }));
    },
    /** Runs out of a file, with the documents that it holds. */
    open(infos: readonly RunInfo[], from: Parameters<typeof attach<DocumentRecord>>[1]): void {
      for (const info of infos) {
        const run = attach(info, from);
        // Two files may hold the same run.
        runs.add(runs.has(info.id) ? { ...run, id: crypto.randomUUID() } : run);
      }
    },
  };
}

export type Runs = ReturnType<typeof createRuns>;
