import type { ArmResult } from './arm';

const text = (value: number | null, digits = 0) => (value === null ? 'unknown' : value.toFixed(digits));

const COLUMNS: [string, (arm: ArmResult) => string][] = [
  ['Patch', ({ patch }) => patch],
  ['Publishes', ({ publishes }) => text(publishes)],
  ['Transceivers', ({ transceivers }) => text(transceivers)],
  ['m-lines', ({ mLines }) => text(mLines)],
  ['SDP bytes', ({ sdpBytes }) => text(sdpBytes)],
  ['Right picture', ({ intact, cycles }) => (intact === null ? 'unknown' : `${intact} of ${cycles}`)],
  ['MiB at start', ({ rendererMiB }) => text(rendererMiB.start)],
  ['MiB at end', ({ rendererMiB }) => text(rendererMiB.end)],
  ['MiB per cycle', ({ rendererMiB }) => text(rendererMiB.perCycle, 1)],
];

/** The comparison as text: a row for each arm, numbers flush right. */
export function formatTable(arms: ArmResult[]): string {
  const rows = [COLUMNS.map(([title]) => title), ...arms.map((arm) => COLUMNS.map(([, cell]) => cell(arm)))];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) => row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))));
  const [head, ...body] = lines.map((cells) => cells.join('  ').trimEnd());
  return [head, '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)), ...body].join('\n');
}
