import type { Report, ReportCell } from './memory-report';
import { signed } from './table';

/** Held-out error up to which the coefficients hold for a version, per cent. */
const HOLDS = { median: 5, p90: 12 };

export const majorOf = (browser: string) => Number(/\d+/.exec(browser)?.[0]);

/** Major versions that coefficients hold for: from the oldest to the newest, of which so many were measured. */
export const rangeOf = (versions: readonly number[]) => ({
  oldest: versions[0]!,
  newest: versions.at(-1)!,
  measured: versions.length,
});

/** Whether the coefficients hold for the version that a report is of. */
const holds = ({ medianAbsErrorPct, p90AbsErrorPct }: Report) =>
  medianAbsErrorPct !== null &&
  p90AbsErrorPct !== null &&
  medianAbsErrorPct <= HOLDS.median &&
  p90AbsErrorPct <= HOLDS.p90;

/**
 * The measured versions that the coefficients hold for: those around the one that they were fitted on, up
 * to the first for which they do not.
 * @param fitted its browser
 * @param reports of other versions, in any order
 * @returns ascending, the fitted one included
 */
export function versionsThatHold(fitted: string, reports: readonly Report[]): number[] {
  const major = majorOf(fitted);
  const measured = reports
    .map((report) => ({ version: majorOf(report.chromium), good: holds(report) }))
    .filter(({ version }) => version !== major);
  const upTo = (sorted: typeof measured) => {
    const first = sorted.findIndex(({ good }) => !good);
    return sorted.slice(0, first < 0 ? sorted.length : first).map(({ version }) => version);
  };
  const older = measured.filter(({ version }) => version < major).sort((a, b) => b.version - a.version);
  const newer = measured.filter(({ version }) => version > major).sort((a, b) => a.version - b.version);
  return [...upTo(older).reverse(), major, ...upTo(newer)];
}

/** What was recorded before, with what is measured now in its place. */
export function mergeReports(before: readonly Report[], now: readonly Report[]): Report[] {
  const byMajor = new Map([...before, ...now].map((report) => [majorOf(report.chromium), report]));
  return [...byMajor.entries()].sort(([a], [b]) => a - b).map(([, report]) => report);
}

function figure(cell: ReportCell | undefined): string {
  if (!cell) return 'not measured';
  if (cell.unusable || cell.measuredMiB === null) return `unusable: ${cell.unusable ?? 'no figure'}`;
  return `${cell.measuredMiB.toFixed(1)}${cell.errorPct === null ? '' : ` (${signed(cell.errorPct)})`}`;
}

/**
 * Cells by versions, as a Markdown table.
 * @param reports a column each
 */
export function versionsTable(reports: readonly Report[]): string {
  const names = [...new Set(reports.flatMap(({ cells }) => cells.map(({ name }) => name)))];
  const heldOut = (name: string) =>
    reports.some(({ cells }) => cells.some((cell) => cell.name === name && cell.heldOut)) ? ', held out' : '';
  const percent = (value: number | null) => (value === null ? 'unknown' : `${value.toFixed(1)} %`);
  const cellOf = ({ cells }: Report, name: string) => cells.find((cell) => cell.name === name);
  const rows = [
    ['MiB (error of the estimate)', ...reports.map(({ chromium }) => String(majorOf(chromium)))],
    ['---', ...reports.map(() => '--:')],
    ...names.map((name) => [`${name}${heldOut(name)}`, ...reports.map((report) => figure(cellOf(report, name)))]),
    ['Held-out cells', ...reports.map(({ heldOutCells }) => String(heldOutCells))],
    ['Their median error', ...reports.map(({ medianAbsErrorPct }) => percent(medianAbsErrorPct))],
    ['90 % of them within', ...reports.map(({ p90AbsErrorPct }) => percent(p90AbsErrorPct))],
  ];
  const about = reports.map(({ chromium, date }) => `${chromium} (${date})`).join(', ');
  const [{ os, cores } = { os: 'unknown', cores: 0 }] = reports;
  return [...rows.map((row) => `| ${row.join(' | ')} |`), '', `${about}; ${os}, ${cores} cores.`].join('\n');
}
