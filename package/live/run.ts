import { checkAcceptance } from '../../core/runs/acceptance';
import { flagsOf } from '../../core/runs/flags';
import { flagDocument, infoOf, MAX_NAME_LENGTH } from '../../core/runs/run';
import { plainText } from '../../core/text/foreign';
import { evidenceOf } from '../../core/verdict/gather';
import { judge, verdictText } from '../../core/verdict/verdict';
import type { Memory, RunResult } from '../types/inspection';
import type { Session } from './session';

/** Ids of documents whose log had gaps before a run began. */
const gapsIn = ({ documents }: Session) =>
  new Set(documents.filter(({ history }) => history.incomplete).map(({ id }) => id));

/**
 * Runs steps as a named run: judged alone, and kept with the session's recording, where the steps throw too.
 * @param readMemory null: not asked for
 */
export async function runSteps<T>(
  session: Session,
  name: string,
  steps: () => T | Promise<T>,
  readMemory: (() => Promise<Memory | null>) | null,
): Promise<RunResult<T>> {
  await session.settle();
  const before = readMemory ? await readMemory() : null;
  const { patch } = session;
  const gaps = gapsIn(session);
  const known = session.documents.length > 0;
  // What the page did until then stays out; the next millisecond is the run's.
  const began = known ? session.now + 1 : Date.now();
  let outcome: RunResult<T> | null = null;
  let value!: T;
  try {
    value = await steps();
  } finally {
    await session.settle().catch(() => {});
    const from = known ? began : firstAt(session, began);
    const to = session.now + 1;
    const { documents } = session;
    const span = { from, to };
    const flags = flagsOf(
      { ...span, patch },
      documents.map((each) => flagDocument(each, gaps)),
    );
    const check = checkAcceptance({ documents, patch, from, to, now: session.now });
    const run = {
      id: crypto.randomUUID(),
      name: name.trim().slice(0, MAX_NAME_LENGTH) || 'Run',
      ...span,
      patch,
      flags,
      check,
    };
    session.runs.push(infoOf({ ...run, documents, readings: [], file: null }));
    const evidence = documents.map((each) => {
      const all = evidenceOf(each, null, from);
      return { ...all, steps: all.steps.filter(({ at }) => at < to), patch, switchedAt: null };
    });
    const verdict = judge(evidence);
    const sum = (count: 'publishes' | 'made') => verdict.findings.reduce((total, each) => total + each[count], 0);
    const text = plainText(verdictText(verdict));
    const { state } = verdict;
    outcome = {
      name: run.name,
      value,
      state,
      text,
      publishes: sum('publishes'),
      made: sum('made'),
      check,
      flags,
      memory: null,
    };
  }
  const after = readMemory && before ? await readMemory() : null;
  return { ...outcome, memory: before && after ? { before, after } : null };
}

/** The page's clock may be another than ours: its first entry says. */
function firstAt({ documents }: Session, began: number): number {
  return Math.min(began, ...documents.map(({ log }) => log[0]?.at ?? began));
}
