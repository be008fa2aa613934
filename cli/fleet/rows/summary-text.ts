import { framePlace } from '../../../core/callsite/stack';
import { formatRange } from '../../../core/estimate/totals';
import { integer, plural } from '../../../core/text/format';
import type { LineTally, Summary, Tally } from './summary';

/** So many rows of a table; the JSON form has all. */
const MAX_LINES = 20;

/** The summary as tables for people: with names from files in it, to be printed as such. */
export function summaryLines(summary: Summary): string[] {
  const { files, connections, growingFiles, lines, libraries, appVersions, browsers } = summary;
  const { growing, stable, unknown } = connections;
  const counts = `${integer(growing)} growing, ${integer(stable)} stable, ${integer(unknown)} unknown`;
  return [
    `${plural(files.read, 'file')} read, ${integer(files.failed)} not readable, ${integer(files.skipped)} skipped`,
    `${plural(growingFiles, 'file')} with something that grows`,
    `${plural(growing + stable + unknown, 'connection')}: ${counts}`,
    ...section('Worst lines', LINE_HEADS, lines.map(lineCells)),
    ...section('Libraries', TALLY_HEADS, libraries.map(tallyCells)),
    ...section('App versions', TALLY_HEADS, appVersions.map(tallyCells)),
    ...section('Browsers', TALLY_HEADS, browsers.map(tallyCells)),
    '',
    'Memory is an estimate of what encoders of idle senders, or the things found, held at the end of each file, added up.',
  ];
}

/** One row of a table: figures stand to the right, names to the left. */
interface Cells {
  figures: readonly string[];
  names: readonly string[];
}

const LINE_HEADS: Cells = { figures: ['memory', 'no figure', 'found', 'growing'], names: ['finding', 'line'] };
const TALLY_HEADS: Cells = { figures: ['memory', 'no figure', 'connections', 'growing', 'idle'], names: ['name'] };

function lineCells({ mib, unknown, findings, growing, id, ...place }: LineTally): Cells {
  const where = framePlace({ fn: place.function, url: place.url, line: place.line, column: place.column, sdk: null });
  const figures = [memory(mib, unknown), integer(unknown), integer(findings), integer(growing)];
  return { figures, names: [id, `${where} (${place.url})`] };
}

function tallyCells({ idleMib, unknown, connections, growing, idle, name }: Tally): Cells {
  return { figures: [memory(idleMib, unknown), ...[unknown, connections, growing, idle].map(integer)], names: [name] };
}

/** Where there is no figure at all, nothing is known. */
function memory(mib: { low: number; high: number } | null, unknown: number): string {
  if (mib === null || (mib.high === 0 && unknown > 0)) return 'not known';
  return mib.high === 0 ? '0 MB' : `≈ ${formatRange(mib)}`;
}

function section(title: string, heads: Cells, rows: readonly Cells[]): string[] {
  if (rows.length === 0) return [];
  const shown = [heads, ...rows.slice(0, MAX_LINES)];
  const widthOf = (cells: (row: Cells) => string) => Math.max(...shown.map((row) => cells(row).length));
  const figures = heads.figures.map((_, i) => widthOf((row) => row.figures[i]!));
  // The last one needs no blanks after it.
  const names = heads.names.slice(0, -1).map((_, i) => widthOf((row) => row.names[i]!));
  const table = shown.map((row) => [
    ...row.figures.map((cell, i) => cell.padStart(figures[i]!)),
    ...row.names.map((cell, i) => cell.padEnd(names[i] ?? 0)),
  ]);
  const more = rows.length - MAX_LINES;
  return [
    '',
    title,
    ...table.map((cells) => `  ${cells.join('  ')}`),
    ...(more > 0 ? [`  … and ${integer(more)} more (--json has all)`] : []),
  ];
}
