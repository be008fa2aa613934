import { columnsText, intervalText } from '../../core/growth/table';
import type { ArmResult } from '../lib/patches/arm';

const text = (value: number | null, digits = 0) => (value === null ? 'unknown' : value.toFixed(digits));

/** A figure, and how far it is from the first arm's. */
function besides(value: number | null, first: number | null): string {
  if (value === null || !first || value === first) return text(value);
  const percent = Math.round((value / first - 1) * 100);
  return `${text(value)} (${percent < 0 ? '' : '+'}${percent} %)`;
}

function intact({ cyclesNotIntact, cycles, rounds }: ArmResult): string {
  const all = cycles * rounds;
  return cyclesNotIntact === null ? 'no code' : `${all - cyclesNotIntact} of ${all}`;
}

type Column = [title: string, cell: (arm: ArmResult, first: ArmResult) => string];

const COLUMNS: Column[] = [
  ['Patch', ({ patch }) => patch],
  ['Publishes', ({ publishes }) => text(publishes)],
  ['Transceivers', ({ transceivers }) => text(transceivers)],
  ['m-lines', ({ mLines }) => text(mLines)],
  ['SDP bytes', ({ sdpBytes }) => text(sdpBytes)],
  ['Right picture', intact],
  ['MiB at start', ({ rendererMiB }) => text(rendererMiB.start)],
  ['MiB at end', ({ rendererMiB }) => text(rendererMiB.end)],
  ['MiB per cycle', ({ rendererMiB }) => text(rendererMiB.perCycle, 1)],
  ['Interval', ({ interval }) => intervalText(interval)],
  ['First frame, ms', ({ firstFrameMs }, first) => besides(firstFrameMs, first.firstFrameMs)],
];
const BITRATE: Column = ['kbit/s at 5 s', ({ kbit5s }, first) => besides(kbit5s, first.kbit5s)];

/** The comparison as text: a row for each arm, numbers flush right. */
export function formatTable(arms: ArmResult[]): string {
  const columns = arms.some(({ kbit5s }) => kbit5s !== null) ? [...COLUMNS, BITRATE] : COLUMNS;
  const rows = [columns.map(([title]) => title), ...arms.map((arm) => columns.map(([, cell]) => cell(arm, arms[0]!)))];
  return columnsText(rows)
    .map((line) => line.trimEnd())
    .join('\n');
}
