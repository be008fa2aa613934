import { BadFile } from '../core/files/fault';
import type { RecordingModel } from '../core/files/format/recording-model';
import { openRecording } from '../core/files/read/open';
import { print } from '../tooling/node/terminal.mjs';
import { checkRun } from './check';
import { type RunReport, report } from './report';
import { sourceOf } from './source';
import { toLines } from './text';

/** Whoever waits is told after so many ms how far it is. */
const SILENCE_MS = 3_000;

export interface AnalyzeOptions {
  /** Print JSON instead of text. */
  json: boolean;
  /** Also the acceptance check: anything but PASS fails. */
  check: boolean;
  failOnGrowing: boolean;
}

function progressOf(file: string): (share: number) => void {
  let told = performance.now();
  return (share) => {
    if (performance.now() - told < SILENCE_MS) return;
    told = performance.now();
    print(process.stderr, [`${file}: ${Math.floor(Math.min(1, share) * 100)} % is read.`]);
  };
}

/** @throws {BadFile} naming the file */
async function open(file: string): Promise<RecordingModel> {
  try {
    return await openRecording(await sourceOf(file), { onProgress: progressOf(file) });
  } catch (error) {
    if (error instanceof BadFile) throw new BadFile(`${file}: ${error.message}`);
    const { code, message } = error as NodeJS.ErrnoException;
    const why = { ENOENT: 'there is no such file.', EISDIR: 'this is a folder.', EACCES: 'it may not be read.' };
    throw new BadFile(`${file}: ${why[code as keyof typeof why] ?? message}`);
  }
}

/**
 * Analyses files and prints what came out.
 * @returns the exit code: 0, or 1 where something failed
 * @throws {BadFile} before anything is printed, where a file can't be read
 */
export async function analyze(files: readonly string[], options: AnalyzeOptions): Promise<0 | 1> {
  const runs: RunReport[] = [];
  let failed = false;
  for (const file of files) {
    const recording = await open(file);
    const run = report(file, recording);
    failed ||= options.failOnGrowing && run.connections.some(({ verdict }) => verdict === 'growing');
    if (options.check) {
      run.check = checkRun(recording);
      failed ||= run.check.verdict !== 'PASS';
    }
    runs.push(run);
  }
  const lines = options.json
    ? JSON.stringify({ runs }, null, 2).split('\n')
    : runs.flatMap((run, i) => (i === 0 ? toLines(run) : ['', ...toLines(run)]));
  print(process.stdout, lines);
  return failed ? 1 : 0;
}
