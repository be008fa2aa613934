import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tableLine } from '../lib/docs/block';

/** A table in a document that a command fills row by row. All else of the document is written by hand. */
export interface Table {
  /** The heading of a document that is not there yet. */
  title: string;
  /** Stands in the marks around the table. */
  writer: string;
  head: readonly string[];
}

/**
 * Puts a row into a document's table, in place of the one with the same first cell and as many cycles or fewer.
 * @param cells Markdown; the first one names the row
 * @throws Error where the document has lost the marks around its table
 */
export function writeTableRow(file: string, { title, writer, head }: Table, cells: readonly string[]): void {
  const [begin, end] = [`<!-- Written by ${writer}, row by row. -->`, `<!-- End of what ${writer} writes. -->`];
  const text = existsSync(file) ? readFileSync(file, 'utf8') : `# ${title}\n\n${begin}\n${end}\n`;
  const [before, rest] = text.split(begin);
  const [table, after] = (rest ?? '').split(end);
  if (after === undefined) throw new Error(`${file} has lost the marks around its table.`);
  const row = tableLine(cells);
  const rows = (table ?? '').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith(`| ${head[0]} `));
  const at = rows.findIndex((line) => keyOf(line) === keyOf(row));
  if (at < 0) rows.push(row);
  else if (cyclesOf(row) >= cyclesOf(rows[at]!)) rows[at] = row;
  const top = [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`];
  writeFileSync(file, `${before}${begin}\n${[...top, ...rows].join('\n')}\n${end}${after}`);
}

const keyOf = (row: string) => row.split(' | ')[0];
const cyclesOf = (row: string) => Number(/\d+ of (\d+)/.exec(row)?.[1] ?? 0);

/** A figure; a dash where it is unknown. */
export const number = (value: number | null | undefined, digits: number) =>
  value == null ? '–' : value.toFixed(digits);
