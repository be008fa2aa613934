import { basename } from 'node:path';
import { BadFile } from '../../core/files/fault';
import { openAll } from '../../core/files/read/open';
import { checkAcceptance } from '../../core/runs/acceptance';
import { type Comparisons, compareAll, MAX_COLUMNS } from '../../core/runs/compare/compare-all';
import type { ComparableRun } from '../../core/runs/compare/run-figures';
import { attach, runsIn } from '../../core/runs/run';
import { plainText } from '../../core/text/foreign';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { type Found, filesOf } from '../fleet/files';
import { sourceOf } from '../source';

/** Two columns stand between two figures. */
const GAP = '  ';
const MIN_RUNS = 2;

/**
 * Prints the runs of files side by side, a column each: those that a recording names, else the whole of it.
 * @returns whether each passes the acceptance check
 * @throws {UserError} where a file can't be read, or there is nothing to compare
 */
export async function compareFiles(names: readonly string[] | AsyncIterable<string>, json: boolean): Promise<boolean> {
  const runs: ComparableRun[] = [];
  for await (const entry of filesOf(names)) {
    if ('problem' in entry) throw new UserError(`${entry.path}: ${entry.problem}`);
    if (!('skipped' in entry)) runs.push(...(await runsOf(entry)));
  }
  if (runs.length < MIN_RUNS) throw new UserError('--compare needs two runs: two files, or a recording with two runs.');
  if (runs.length > MAX_COLUMNS)
    throw new UserError(
      `--compare takes ${MAX_COLUMNS} runs at most; here are ${runs.length}. See --summary for many.`,
    );
  const said = compareAll(runs, Math.max(...runs.map(({ to }) => to ?? 0)));
  print(process.stdout, json ? JSON.stringify(plain(said), null, 2).split('\n') : tableLines(said));
  return runs.every((run) => checkAcceptance({ ...run, now: run.to ?? 0 }).verdict === 'PASS');
}

async function runsOf({ path }: Found): Promise<ComparableRun[]> {
  try {
    const parts = await openAll(await sourceOf(path));
    return parts.flatMap((part) => {
      if ('fault' in part) throw part.fault;
      const { documents, readings, environment, savedAt } = part.recording;
      const file = part.name === null ? path : `${path}: ${part.name}`;
      return runsIn(part.recording, file).map((info) => {
        const run = attach(info, { documents, readings, environment, file });
        const short = basename(file);
        const name = info.name === file ? short : `${info.name} (${short})`;
        const pages = [...new Set(run.documents.map((document) => document.info.url))];
        return { ...run, name, to: run.to ?? savedAt, pages };
      });
    });
  } catch (error) {
    if (error instanceof BadFile) throw new UserError(`${path}: ${error.message}`);
    throw error;
  }
}

function plain({ names, subject, conclusion, rows, caveats, notes }: Comparisons) {
  return {
    names,
    subject,
    conclusion: plainText(conclusion),
    rows: rows.map(({ label, evidence, cells }) => ({ label, evidence, cells: cells.map(plainText) })),
    caveats: caveats.map(plainText),
    notes,
  };
}

/** Rows that tell nothing of any run are named below the table, in place of their cells. */
const EMPTY = ['unknown', 'none'];
const isEmpty = ({ cells }: { cells: readonly string[] }) =>
  EMPTY.includes(cells[0]!) && cells.every((cell) => cell === cells[0]);

/** The table with its columns lined up; what is said of it around it. Pages are too long for a column. */
function tableLines(said: Comparisons): string[] {
  const { names, conclusion, rows, caveats, notes } = plain(said);
  const pages = rows.find(({ label }) => label === 'Page')!;
  const shown = rows.filter((row) => row !== pages && !isEmpty(row));
  const table = [['', ...names, ''], ...shown.map(({ label, cells, evidence }) => [label, ...cells, evidence])];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => [...row[column]!].length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - [...cell].length))
      .join(GAP)
      .trimEnd(),
  );
  const empty = EMPTY.flatMap((word) => {
    const labels = rows
      .filter((row) => row !== pages && isEmpty(row) && row.cells[0] === word)
      .map(({ label }) => label);
    return labels.length > 0 ? [`${word} in all: ${labels.join('; ')}`] : [];
  });
  return [
    conclusion,
    ...caveats.map((each) => `- ${each}`),
    '',
    ...lines,
    '',
    ...empty,
    ...names.map((name, i) => `Page of ${name}: ${pages.cells[i]}`),
    ...notes,
  ];
}
