import { BadFile } from '../core/files/fault';
import { openRecording } from '../core/files/read/open';
import { SOURCES } from '../core/files/sources';
import { print } from '../tooling/node/terminal.mjs';
import { checkRun } from './check';
import { blindTo, fails, type Gate } from './gate';
import { type RunReport, report } from './report';
import { sourceOf } from './source';
import { toLines } from './text';

/** Progress is printed to whoever waits after so many ms. */
const SILENCE_MS = 3_000;

export interface AnalyzeOptions {
  /** Print JSON instead of text. */
  json: boolean;
  /** Also the acceptance check: anything but PASS fails. */
  check: boolean;
  /** What else lets it end with 1. */
  failOn: readonly Gate[];
}

function progressOf(file: string): (share: number) => void {
  let printedAt = performance.now();
  return (share) => {
    if (performance.now() - printedAt < SILENCE_MS) return;
    printedAt = performance.now();
    print(process.stderr, [`${file}: ${Math.floor(Math.min(1, share) * 100)} % is read.`]);
  };
}

/** The exit code where a file can't be read, or can't tell what was asked. */
export const UNREADABLE = 2;

/** A file that could not be read, and why. */
interface Unreadable {
  file: string;
  problem: string;
}

/**
 * Analyses files and prints what came out: one that can't be read does not keep the others from it.
 * @returns the exit code: 0; 1 where something failed; 2 where a file can't be read, or can't tell of
 *   what --fail-on names
 */
export async function analyze(files: readonly string[], options: AnalyzeOptions): Promise<0 | 1 | 2> {
  const runs: RunReport[] = [];
  const unreadable: Unreadable[] = [];
  for (const file of files) {
    try {
      runs.push(await analyzed(file, options));
    } catch (error) {
      unreadable.push({ file, problem: sentenceOf(error) });
    }
  }
  if (options.json) print(process.stdout, JSON.stringify({ runs, unreadable }, null, 2).split('\n'));
  else if (runs.length > 0)
    print(
      process.stdout,
      runs.flatMap((run, i) => (i === 0 ? [] : ['']).concat(toLines(run))),
    );
  const blind = runs.flatMap((run) => blindTo(run, options.failOn).map((gate) => blindSentence(run, gate)));
  const problems = [...unreadable.map(({ file, problem }) => `${file}: ${problem}`), ...blind];
  if (problems.length > 0) print(process.stderr, problems);
  if (problems.length > 0) return UNREADABLE;
  return runs.some((run) => isFailed(run, options)) ? 1 : 0;
}

async function analyzed(file: string, { check }: AnalyzeOptions): Promise<RunReport> {
  const recording = await openRecording(await sourceOf(file), { onProgress: progressOf(file) });
  const run = report(file, recording);
  return check ? { ...run, check: checkRun(recording) } : run;
}

function isFailed(run: RunReport, { check, failOn }: AnalyzeOptions): boolean {
  return (check && run.check?.verdict !== 'PASS') || failOn.some((gate) => fails(run, gate));
}

const blindSentence = ({ file, source }: RunReport, gate: Gate) =>
  `${file}: a ${SOURCES[source].title} does not tell of "${gate}" (--fail-on).`;

/** Nothing that goes wrong with a file is worth a stack: it is a sentence for the user. */
function sentenceOf(error: unknown): string {
  if (error instanceof BadFile) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  const why = { ENOENT: 'there is no such file.', EISDIR: 'this is a folder.', EACCES: 'it may not be read.' };
  return why[code as keyof typeof why] ?? message ?? String(error);
}
