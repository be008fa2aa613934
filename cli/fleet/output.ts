import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { Earlier, resume } from './resume';
import { JsonSink } from './sinks/json';
import { RowsSink } from './sinks/rows';
import type { Sink } from './sinks/sink';
import { SummarySink } from './sinks/summary';
import { TextSink } from './sinks/text';

export interface OutputOptions {
  /** JSON instead of text: of each file, or of the summary. */
  json: boolean;
  /** A row for each connection and file. */
  ndjson: boolean;
  /** The file that rows go to; null: standard output. */
  out: string | null;
  /** Goes on with `out`: what it holds already is left out. */
  resume: boolean;
  /** One summary over all files. */
  summary: boolean;
}

/** Where a run's answers go. */
export interface Output {
  sinks: readonly Sink[];
  /** Null where the run begins anew. */
  earlier: Earlier | null;
}

/** @throws {UserError} where options contradict each other, or the file of an earlier run would be lost */
export async function openOutput(options: OutputOptions): Promise<Output> {
  checkOptions(options);
  const { json, ndjson, out, summary } = options;
  const { stdout, stderr } = process;
  const summing = summary ? new SummarySink(stdout, json) : null;
  const earlier = options.resume && out !== null ? await earlierIn(out, summing) : null;
  const rows = ndjson ? await rowsSink(out) : null;
  const each = summary || ndjson ? [] : [json ? new JsonSink(stdout) : new TextSink(stdout, stderr)];
  return { earlier, sinks: [rows, ...each, summing].filter((sink) => sink !== null) };
}

function checkOptions({ json, ndjson, out, resume, summary }: OutputOptions): void {
  if (out !== null && !ndjson) throw new UserError('--out is for the rows of --ndjson: give that, too.');
  if (resume && out === null) throw new UserError('--resume goes on with a file: name it with --out FILE.');
  if (ndjson && out === null && summary)
    throw new UserError('--ndjson and --summary both go to standard output: give the rows a file with --out FILE.');
  if (ndjson && json && !summary)
    throw new UserError('--json and --ndjson are two forms of the same: choose one, or add --summary.');
  if (out !== null && existsSync(out) && !resume)
    throw new UserError(`${out} is there already: --resume goes on with it; remove it to begin anew.`);
}

async function earlierIn(out: string, summing: SummarySink | null): Promise<Earlier> {
  return existsSync(out) ? resume(out, (row) => summing?.sum.add(row)) : new Earlier();
}

/** @throws {UserError} where the file can't be written */
async function rowsSink(out: string | null): Promise<Sink> {
  if (out === null) return new RowsSink(process.stdout, false);
  const stream = createWriteStream(out, { flags: 'a' });
  try {
    await once(stream, 'open');
  } catch (error) {
    throw new UserError(`${out} can’t be written: ${(error as Error).message}.`);
  }
  return new RowsSink(stream, true);
}
