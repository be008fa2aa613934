import { type Block, write } from '../../core/report/write';
import type { Arm } from './types';

const HEAD = [
  'Patch',
  'Cycles',
  'Publishes',
  'Transceivers',
  'Idle',
  'm-lines',
  'SDP bytes',
  'MiB at start',
  'at end',
  'MiB a cycle',
  '95 %',
  's a cycle',
];

/** The rows of a comparison, its head first. Memory is measured. */
function rowsOf(arms: readonly Arm[]): string[][] {
  return [
    HEAD,
    ...arms.map(({ patch, cycles, publishes, transceivers, idle, mLines, sdpBytes, startMib, ...arm }) => {
      const { readings, perCycle, interval, msPerCycle } = arm;
      const end = readings.at(-1)?.toFixed(0) ?? '?';
      const between = interval ? `${interval.low.toFixed(1)} .. ${interval.high.toFixed(1)}` : '?';
      const figures = [cycles, publishes, transceivers, idle, mLines ?? '?', sdpBytes ?? '?', startMib.toFixed(0), end];
      return [patch, ...figures, perCycle?.toFixed(1) ?? '?', between, (msPerCycle / 1_000).toFixed(1)].map(String);
    }),
  ];
}

/** What has to be known beside the figures. */
function notesOn(arms: readonly Arm[]): string[] {
  return arms.flatMap(({ patch, undersized, failed }) => [
    ...(failed ? [`${patch}: ${failed} What was measured until then is above.`] : []),
    ...(undersized > 0
      ? [
          `${patch}: ${undersized} encoders never reached the size of their track (a busy machine, a short cycle), so they hold less than in the field.`,
        ]
      : []),
  ]);
}

/** For a terminal. */
export function textOf(arms: readonly Arm[]): string[] {
  const rows = rowsOf(arms);
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '),
  );
  return [...lines, ...arms.map(({ patch, text }) => `${patch}: ${text}`), ...notesOn(arms)];
}

/** For a tracker. */
export function markdownOf(arms: readonly Arm[], url: string): string {
  const blocks: Block[] = [
    { heading: 'Patches compared' },
    { text: `On ${url}; memory is measured (Chromium’s private_footprint), a fresh browser for each.` },
    { table: rowsOf(arms) },
    { list: [...arms.map(({ patch, text }) => `${patch}: ${text}`), ...notesOn(arms)] },
  ];
  return write(blocks).text;
}
