import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';

/** What the inspector costs: figures by the commands, words by hand. */
export const PERFORMANCE = join(ROOT, 'docs', 'performance.md');

/** A place in a document that a command fills; all around it is written by hand. */
export interface Block {
  /** One of its kind in the document. */
  name: string;
  /** The command, as it is typed. */
  writer: string;
}

/** What stands before it and behind it, once each. */
export const marksOf = ({ name, writer }: Block): [begin: string, end: string] => [
  `<!-- ${name}: written by ${writer} -->`,
  `<!-- end of ${name} -->`,
];

/**
 * Replaces what stands between the block's two marks.
 * @param file Markdown that has the marks
 * @throws Error where it has lost one of them; the file then stays as it is
 */
export function writeBlock(file: string, block: Block, content: string): void {
  const [begin, end] = marksOf(block);
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${file} has lost the marks ${begin} and ${end}.`);
  writeFileSync(file, `${text.slice(0, from)}${begin}\n\n${content.trim()}\n\n${text.slice(to)}`);
}

/** A row of a table of Markdown, on one line whatever its cells hold. */
export const tableLine = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;

/** A table of Markdown. @param columns headings; one with a colon at its end holds figures, which stand right */
export function toTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const marks = columns.map((column) => (column.endsWith(':') ? '--:' : '---'));
  return [
    tableLine(columns.map((column) => column.replace(/:$/, ''))),
    `|${marks.join('|')}|`,
    ...rows.map(tableLine),
  ].join('\n');
}
