import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { integer, plural } from '../core/text/format';
import { print } from '../tooling/node/terminal.mjs';
import { type Answer, answerOf, answerWithout, type Question } from './fleet/answer';
import { type Entry, type Found, filesOf } from './fleet/files';
import { type OutputOptions, openOutput } from './fleet/output';
import { inOrder, peek } from './fleet/parallel/parallel';
import { Pool } from './fleet/parallel/pool';
import { Progress } from './fleet/parallel/progress';

/** So many files are analyzed in this process: others would take longer to start than these to read. */
const FEW = 8;
/** So many files for each process are begun before the first of them is done. */
const AHEAD = 32;
/** Progress is printed to whoever waits after so many ms. */
const SILENCE_MS = 3_000;

/** The exit code where a file can't be read, or can't tell what was asked. */
export const UNREADABLE = 2;

export interface AnalyzeOptions
  extends OutputOptions,
    Pick<Question, 'check' | 'failOn' | 'appVersion' | 'calibration'> {
  /** How many processes at once; null: one for each core. */
  jobs: number | null;
}

/** The JavaScript that processes of their own run (fleet/parallel/worker.ts, compiled); removed at the end. */
export type WorkerFile = () => Promise<{ file: string; remove(): Promise<void> }>;

/**
 * Analyzes files, folders and patterns, and prints what came out: one that can't be read does not keep the
 * others from it.
 * @returns the exit code: 0; 1 where something failed; 2 where a file can't be read, or can't tell of
 *   what --fail-on names
 */
export async function analyze(
  names: readonly string[] | AsyncIterable<string>,
  options: AnalyzeOptions,
  workerFile: WorkerFile,
): Promise<0 | 1 | 2> {
  const { check, failOn, appVersion, calibration, ndjson, summary, out } = options;
  const question: Question = { check, failOn, appVersion, calibration, as: ndjson || summary ? 'rows' : 'run' };
  const { sinks, earlier } = await openOutput(options);
  const count = { read: 0, unreadable: earlier?.problems ?? 0, skipped: 0, blind: 0, failed: 0, left: 0 };

  async function* wanted(): AsyncGenerator<Entry, void, void> {
    for await (const entry of filesOf(names)) {
      if (out !== null && resolve(entry.path) === resolve(out)) continue;
      if (!(await earlier?.has(entry))) yield entry;
      else count.left += 1;
    }
  }

  const { isAll, all } = await peek(wanted(), FEW + 1);
  const jobs = options.jobs ?? availableParallelism();
  const workers = isAll ? inThisProcess(question) : await inProcesses(question, jobs, workerFile);
  const progress = new Progress(process.stderr);
  if (!isAll && Array.isArray(names)) countFiles(names, (total) => (progress.total = total - count.left));
  const answer = (entry: Entry): Answer | Promise<Answer> => {
    if ('skipped' in entry) return answerWithout(entry, null);
    return 'problem' in entry ? answerWithout(entry, entry.problem) : workers.run(entry);
  };
  try {
    for await (const each of inOrder(all, answer, isAll ? 1 : AHEAD * jobs)) {
      progress.clear();
      for (const part of [each, ...each.others]) {
        for (const sink of sinks) await sink.add(part);
        const sentences = [...(part.problem === null ? [] : [`${part.entry.path}: ${part.problem}`]), ...part.blind];
        if (sentences.length > 0) print(process.stderr, sentences);
        if (part.problem !== null) count.unreadable += 1;
        else if ('skipped' in part.entry) count.skipped += 1;
        else count.read += 1;
        count.blind += part.blind.length;
        if (part.failed) count.failed += 1;
      }
      if (!isAll) progress.add();
    }
  } finally {
    progress.clear();
    await workers.close();
  }
  for (const sink of sinks) await sink.end();
  if (!isAll || earlier) print(process.stderr, [closing(count)]);
  if (count.read + count.unreadable + count.left === 0) {
    print(process.stderr, ['No file was found that could hold a call.']);
    return UNREADABLE;
  }
  if (count.unreadable + count.blind > 0) return UNREADABLE;
  return count.failed > 0 ? 1 : 0;
}

function closing({ read, unreadable, skipped, left }: Record<'read' | 'unreadable' | 'skipped' | 'left', number>) {
  const earlier = left > 0 ? `; ${plural(left, 'more file')} left out, since the output holds their rows` : '';
  return `${plural(read, 'file')} read, ${integer(unreadable)} not readable, ${integer(skipped)} skipped${earlier}.`;
}

interface Workers {
  run(entry: Found): Promise<Answer>;
  close(): void | Promise<void>;
}

function inThisProcess(question: Question): Workers {
  return { run: (entry) => answerOf(entry, question, progressOf(entry.path)), close: () => {} };
}

async function inProcesses(question: Question, jobs: number, workerFile: WorkerFile): Promise<Workers> {
  const { file, remove } = await workerFile();
  const pool = new Pool(file, jobs, question);
  return {
    run: (entry) => pool.run(entry),
    close: () => {
      pool.close();
      return remove();
    },
  };
}

function progressOf(file: string): (share: number) => void {
  let printedAt = performance.now();
  return (share) => {
    if (performance.now() - printedAt < SILENCE_MS) return;
    printedAt = performance.now();
    print(process.stderr, [`${file}: ${Math.floor(Math.min(1, share) * 100)} % is read.`]);
  };
}

/** Lists everything once more, beside the work, so that progress can be told. */
async function countFiles(names: readonly string[], done: (total: number) => void): Promise<void> {
  let total = 0;
  for await (const _ of filesOf(names)) total += 1;
  done(total);
}
