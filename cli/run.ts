import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { readArguments, wholeNumber } from '../tooling/node/options.mjs';
import { print } from '../tooling/node/terminal.mjs';
import { UserError } from '../tooling/node/user-error.mjs';
import { analyze, UNREADABLE, type WorkerFile } from './analyze';
import { readCalibrationFile } from './calibration';
import { readGates } from './gate';
import { compareFiles } from './print/compare';

/** The command by its arguments; sets the exit code. It needs no Vite: a compiled command gives its own `workerFile`. */
export async function runAnalyze(args: readonly string[], workerFile: WorkerFile): Promise<void> {
  // Whoever reads our output may stop before its end, as `head` does.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : UNREADABLE));
  try {
    process.exitCode = await analyzeAll(args, workerFile);
  } catch (error) {
    // Nothing here is worth a stack: each of these errors is a sentence for the user, with names from files in it.
    print(process.stderr, [error instanceof Error ? error.message : String(error)]);
    process.exitCode = UNREADABLE;
  }
}

async function analyzeAll(args: readonly string[], workerFile: WorkerFile): Promise<number> {
  const { values, positionals } = readArguments(args, {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    compare: { type: 'boolean', default: false },
    'fail-on': { type: 'string', multiple: true },
    ndjson: { type: 'boolean', default: false },
    out: { type: 'string' },
    resume: { type: 'boolean', default: false },
    summary: { type: 'boolean', default: false },
    'files-from': { type: 'string' },
    'app-version': { type: 'string' },
    jobs: { type: 'string' },
    calibration: { type: 'string' },
  });
  const { json, check, compare, ndjson, out = null, resume, summary, jobs, 'files-from': list } = values;
  if (positionals.length === 0 && list === undefined)
    throw new UserError('Which files? npm run analyze -- FILE|FOLDER|PATTERN … [--json] [--check] [--fail-on LIST]');
  const files = list === undefined ? positionals : listed(positionals, list);
  if (compare) return (await compareFiles(files, json)) || !check ? 0 : 1;
  const options = {
    ...{ json, check, ndjson, out, resume, summary },
    failOn: readGates(values['fail-on'] ?? []),
    appVersion: readExpression(values['app-version']),
    calibration: values.calibration === undefined ? null : await readCalibrationFile(values.calibration),
    jobs: jobs === undefined ? null : wholeNumber('jobs', jobs),
  };
  return analyze(files, options, workerFile);
}

/** @throws {UserError} */
function readExpression(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return new RegExp(text).source;
  } catch (error) {
    throw new UserError(`--app-version takes a regular expression: ${(error as Error).message}.`);
  }
}

/** Names, and then those that a list holds, read line by line. */
async function* listed(names: readonly string[], list: string): AsyncGenerator<string, void, void> {
  yield* names;
  if (list !== '-') await access(list).catch(() => Promise.reject(new UserError(`${list}: this list can’t be read.`)));
  const input = list === '-' ? process.stdin : createReadStream(list);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) if (line !== '') yield line;
}
