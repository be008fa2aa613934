import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { UserError } from '../../../tooling/node/user-error.mjs';

const Measured = v.object({
  name: v.string(),
  value: v.number(),
  unit: v.string(),
  goal: v.nullable(v.number()),
  met: v.nullable(v.boolean()),
  spread: v.optional(v.tuple([v.number(), v.number()])),
  note: v.optional(v.string()),
  part: v.string(),
});

/** Where and when something was measured. */
export const Conditions = v.object({
  browser: v.string(),
  machine: v.object({ os: v.string(), platform: v.string(), cores: v.number(), date: v.string() }),
  /** Processes that wanted to run, on average over the five minutes before. */
  loadBefore: v.optional(v.number()),
});
export type Conditions = v.InferOutput<typeof Conditions>;

const Report = v.object({
  ...Conditions.entries,
  figures: v.array(Measured),
  /** Other inspectors. */
  peers: v.array(v.object({ name: v.string(), figures: v.array(Measured) })),
});

/** What bench:overhead and bench:panel write with `--json`. */
export type Report = v.InferOutput<typeof Report>;

/**
 * What a command wrote with `--json`.
 * @throws {UserError} where the file is missing, or not what that command writes
 */
export function readMeasured<S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`--docs-from can't read ${file}: ${(error as Error).message}`);
  }
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const where = v.getDotPath(issue as v.BaseIssue<unknown>) ?? 'the file itself';
  throw new UserError(
    `${file} is not what this command writes with --json: ${where}: ${issue.message}. Nothing was changed.`,
  );
}

/** @throws {UserError} as above */
export const readReport = (file: string): Report => readMeasured(file, Report);
