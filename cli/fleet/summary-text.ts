import { framePlace } from '../../core/callsite/stack';
import { formatRange } from '../../core/estimate/totals';
import { integer } from '../../core/text/format';
import type { LineTally, Summary, Tally } from './summary';

/** So many rows of a table; the JSON form has all. */
const MAX_LINES = 20;

/** The summary as tables for people: with names from files in it, to be printed as such. */
export function summaryLines(summary: Summary): string[] {
  const { files, connections, growingFiles, lines, libraries, appVersions, browsers } = summary;
  const all = connections.growing + connections.stable + connections.unknown;
  return [
    `${integer(files.read)} files read, ${integer(files.failed)} not readable, ${integer(files.skipped)} left out`,
    `${integer(growingFiles)} files with something that grows`,
    `${integer(all)} connections: ${integer(connections.growing)} growing, ${integer(connections.stable)} stable, ${integer(connections.unknown)} unknown`,
    ...section('Worst lines', LINE_HEADS, lines.map(lineCells)),
    ...section('Libraries', TALLY_HEADS, libraries.map(tallyCells)),
    ...section('App versions', TALLY_HEADS, appVersions.map(tallyCells)),
    ...section('Browsers', TALLY_HEADS, browsers.map(tallyCells)),
    '',
    'Memory is an estimate of what encoders of idle senders, or the things found, held at the end of each file, added up.',
  ];
}

const LINE_HEADS = ['memory', 'no figure', 'found', 'growing', 'finding', 'line'];
const TALLY_HEADS = ['memory', 'no figure', 'connections', 'growing', 'idle', 'name'];

function lineCells({ mib, unknown, findings, growing, id, ...place }: LineTally): string[] {
  const where = framePlace({ fn: place.function, url: place.url, line: place.line, column: place.column, sdk: null });
  return [memory(mib, unknown), integer(unknown), integer(findings), integer(growing), id, `${where} (${place.url})`];
}

function tallyCells({ idleMib, unknown, connections, growing, idle, name }: Tally): string[] {
  return [memory(idleMib, unknown), integer(unknown), integer(connections), integer(growing), integer(idle), name];
}

/** Where there is no figure at all, nothing is known. */
function memory(mib: { low: number; high: number } | null, unknown: number): string {
  if (mib === null || (mib.high === 0 && unknown > 0)) return 'not known';
  return mib.high === 0 ? '0 MB' : `≈ ${formatRange(mib)}`;
}

/** Figures to the right, names to the left. */
function section(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const shown = [heads, ...rows.slice(0, MAX_LINES)];
  const widths = heads.map((_, i) => Math.max(...shown.map((row) => row[i]!.length)));
  const table = shown.map((row) =>
    row
      .map((cell, i) => (i < FIGURES ? cell.padStart(widths[i]!) : i < row.length - 1 ? cell.padEnd(widths[i]!) : cell))
      .join('  '),
  );
  const more = rows.length - MAX_LINES;
  return [
    '',
    title,
    ...table.map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${integer(more)} more (--json has all)`] : []),
  ];
}

/** The first columns hold figures. */
const FIGURES = 4;
