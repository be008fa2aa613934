import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { countOf, type Subject } from '../../../core/history/subject';
import { PATCH_NAMES } from '../../../core/patches/patches';
import { publishGroupsOf } from '../../../core/runs/compare/publish-groups';
import {
  advance,
  type GuidedEffect,
  type GuidedEvent,
  type GuidedState,
  type Half,
  type Plan,
} from '../../../core/runs/guided-steps';
import type { Patch } from '../../../protocol/state';
import type { DocumentRecord } from '../page/document';
import type { Run, Runs } from './runs';

export interface GuidedOptions {
  now(): number;
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  runs: Runs;
  patch: ReadonlySignal<Patch>;
  setPatch(patch: Patch): void;
  reload(): void;
}

/** What was shared in a half so far, of the subject that is meant: screens first, else what was published and stopped most. */
interface Progress {
  subject: Subject | null;
  shared: number;
  sending: number;
}

const TICK_MS = 500;
/** What a page may send from its join on: nobody was asked to share that, unless it is stopped. */
const FROM_JOIN: ReadonlySet<Subject> = new Set(['camera publish', 'microphone publish', 'audio publish']);

/** "Compare…": leads through two halves, and names the two runs that it made. */
export function createGuided({ now, documents, runs, patch, setPatch, reload }: GuidedOptions) {
  const state = signal<GuidedState>({ step: 'off' });
  /** Ids of the halves' runs. */
  const made = signal<readonly string[]>([]);
  let before: Patch = 'none';
  let timer: ReturnType<typeof setInterval> | undefined;

  const progress = computed((): Progress => {
    const run = runs.list.value.find(({ id }) => id === made.value.at(-1));
    return run ? progressOf(run) : { subject: null, shared: 0, sending: 0 };
  });

  function dispatch(event: GuidedEvent): void {
    batch(() => {
      const { state: next, effects } = advance(state.peek(), event);
      state.value = next;
      for (const each of effects) carryOut(each, next);
    });
    const waits = state.peek().step === 'loading' || state.peek().step === 'settling';
    if (waits) timer ??= setInterval(() => dispatch({ type: 'tick', at: now() }), TICK_MS);
    else {
      clearInterval(timer);
      timer = undefined;
    }
  }

  function carryOut(what: GuidedEffect, next: GuidedState): void {
    if (what.do === 'patch') setPatch(what.patch);
    else if (what.do === 'restore') setPatch(before);
    else if (what.do === 'reload') reload();
    else if (what.do === 'end') runs.end();
    else if (what.do === 'check') runs.check(made.peek()[0]!);
    else if (what.do === 'discard') {
      runs.remove(made.peek().at(-1)!);
      made.value = made.peek().slice(0, -1);
    } else {
      const name = 'plan' in next ? nameOf(next.plan, what.half) : '';
      const id = runs.begin({ name, fresh: what.fresh });
      made.value = what.half === 0 ? [id] : [...made.peek(), id];
    }
  }

  const stop = effect(() => {
    const { shared, sending } = progress.value;
    dispatch({ type: 'progress', shared, sending, at: now() });
  });

  return {
    state: state as ReadonlySignal<GuidedState>,
    progress,
    /** The runs of a comparison that is done, else null. */
    result: computed(() => {
      const [a, b] = made.value;
      return state.value.step === 'done' && a && b ? { a, b } : null;
    }),
    /** The run of an acceptance check that is done, else null. */
    checked: computed(() => {
      const run = runs.list.value.find(({ id }) => id === made.value[0]);
      return state.value.step === 'done' && state.value.plan.mode === 'check' && run?.check ? run : null;
    }),
    start(plan: Plan): void {
      before = patch.peek();
      const used = documents
        .peek()
        .some(({ history, link }) => link.peek().state === 'live' && history.publishes.length > 0);
      dispatch({ type: 'start', plan, used, at: now() });
    },
    next: () => dispatch({ type: 'next', at: now() }),
    cancel: () => dispatch({ type: 'cancel' }),
    navigated: () => dispatch({ type: 'navigated', at: now() }),
    dispose(): void {
      stop();
      clearInterval(timer);
    },
  };
}

function nameOf({ mode, patches }: Plan, half: Half): string {
  if (mode === 'check') return patches[0] === 'none' ? 'Check' : `Check, ${PATCH_NAMES[patches[0]]}`;
  if (mode === 'build') return half === 0 ? 'First build' : 'Second build';
  const patch = patches[half];
  return patch === 'none' ? 'Unpatched' : PATCH_NAMES[patch];
}

function progressOf(run: Run): Progress {
  for (const record of run.documents) void record.historyVersion.value;
  const groups = publishGroupsOf(run.documents, run);
  const wasStopped = ({ facts }: (typeof groups)[number]) => facts.some(({ endedAt }) => endedAt !== null);
  const chosen =
    groups.find(({ subject }) => subject === 'screen share') ??
    groups.find(wasStopped) ??
    groups.find(({ subject }) => !FROM_JOIN.has(subject));
  if (!chosen) return { subject: null, shared: 0, sending: 0 };
  const facts = groups.filter(({ subject }) => subject === chosen.subject).flatMap((each) => each.facts);
  const sending = facts.filter(({ endedAt }) => endedAt === null).length;
  return { subject: chosen.subject, shared: facts.length - sending, sending };
}

/** `1 of 3 screen shares (1 running)`, in the words of what is shared. */
export function progressText({ subject, shared, sending }: Progress, wanted: number): string {
  const of = subject ? countOf(wanted, subject) : `${wanted} shares`;
  return `${shared} of ${of}${sending > 0 ? ` (${sending} running)` : ''}`;
}
