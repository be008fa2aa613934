import { plural } from '../../../core/text/format';
import { type Figure, text } from '../figures';
import { PERFORMANCE, toTable, writeBlock } from './block';
import type { Conditions, Report } from './report';

/** `Chromium 156.0.8078.108, Debian GNU/Linux 12 (bookworm), x64, 2 cores, 2026-11-26, load average 0.4 before.` */
export function describeConditions({ browser, machine, loadBefore }: Conditions): string {
  const { os, cores, date } = machine;
  const load = loadBefore === undefined ? '' : `, load average ${loadBefore} before`;
  return `${browser}, ${os}, ${plural(cores, 'core')}, ${date}${load}.`;
}

const COLUMNS = ['figure', 'value:', 'spread:', 'goal:', '', 'made of'];

function rowOf({ name, value, unit, goal, met, spread, note = '' }: Figure, who = ''): string[] {
  const verdict = met === null ? 'not decided' : met ? 'met' : 'not met';
  return [
    who ? `${name}: ${who}` : name,
    [text(value), unit].filter(Boolean).join(' '),
    spread ? spread.map(text).join(' .. ') : '',
    goal === null ? '' : String(goal),
    goal === null ? '' : verdict,
    note,
  ];
}

/** One part's figures as a table, those of other inspectors behind ours. */
export function figuresTable({ figures, peers }: Pick<Report, 'figures' | 'peers'>): string {
  const theirs = peers.flatMap(({ name, figures }) => figures.map((each) => rowOf(each, name)));
  return toTable(COLUMNS, [...figures.map((each) => rowOf(each)), ...theirs]);
}

/** Of a report, what belongs to one part. */
const partOf = (report: Report, part: string): Report => ({
  ...report,
  figures: report.figures.filter((each) => each.part === part),
  peers: report.peers.map(({ name, figures }) => ({ name, figures: figures.filter((each) => each.part === part) })),
});

interface Writing {
  report: Report;
  /** The command, as it is typed. */
  writer: string;
  /** Tables other than the usual one, by part. */
  tables?: Partial<Record<string, (report: Report) => string>>;
  /** Stands behind the part's name. */
  suffix?: string;
  file?: string;
}

/**
 * Writes each part that the report has into its place in the documentation; the others stay.
 * @returns the parts
 * @throws where the document has lost a part's marks
 */
export function writeParts({ report, writer, tables = {}, suffix = '', file = PERFORMANCE }: Writing): string[] {
  const parts = [...new Set(report.figures.map(({ part }) => part))];
  for (const part of parts) {
    const own = partOf(report, part);
    const table = (tables[part] ?? figuresTable)(own);
    writeBlock(file, { name: part + suffix, writer }, `${describeConditions(report)}\n\n${table}`);
  }
  return parts;
}
