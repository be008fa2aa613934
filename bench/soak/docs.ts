import * as v from 'valibot';
import { PERFORMANCE, toTable, writeBlock } from '../lib/docs/block';
import { describeConditions } from '../lib/docs/figures-table';
import { Conditions, readMeasured } from '../lib/docs/report';

const Slope = v.nullable(v.object({ slope: v.number(), low: v.number(), high: v.number() }));
const Readings = v.array(v.number());

const SoakReport = v.object({
  ...Conditions.entries,
  minutes: v.number(),
  counts: v.object({ publishes: v.number(), unpublishes: v.number(), connections: v.number() }),
  /** MiB, six a minute. */
  heaps: v.object({ page: Readings, panel: Readings }),
  /** MiB a minute, over the second half. */
  slopes: v.object({ page: Slope, panel: Slope }),
  /** What failed, in words. */
  wrong: v.array(v.string()),
});

/** What the command writes with `--json`. */
export type SoakReport = v.InferOutput<typeof SoakReport>;

/** @throws {UserError} where the file is missing, or not what the command writes */
export const readSoak = (file: string): SoakReport => readMeasured(file, SoakReport);

/** A row for each heap: where it was, and how it grew. */
export function soakTable({ heaps, slopes }: Pick<SoakReport, 'heaps' | 'slopes'>): string {
  const rows = (['page', 'panel'] as const).map((name) => {
    const readings = heaps[name];
    // In the first half, bounded logs fill up.
    const half = readings.slice(Math.floor(readings.length / 2));
    const found = slopes[name];
    return [
      `${name}’s heap`,
      half.length ? `${Math.min(...half).toFixed(1)} .. ${Math.max(...half).toFixed(1)} MiB` : '–',
      found ? `${found.slope.toFixed(3)} MiB a minute` : '–',
      found ? `${found.low.toFixed(3)} .. ${found.high.toFixed(3)}` : '–',
    ];
  });
  return toTable(['', 'second half:', 'slope:', '95 % interval:'], rows);
}

/** Puts a run into the documentation. */
export function writeSoak(report: SoakReport, file = PERFORMANCE): void {
  const { minutes, counts, wrong } = report;
  const { publishes, unpublishes, connections } = counts;
  const verdict = wrong.length ? `**FAIL**: ${wrong.join('; ')}` : '**PASS**';
  const words = `${describeConditions(report)} ${verdict}. ${minutes} minutes, ${publishes} publishes, ${unpublishes} unpublishes, ${connections} connections.`;
  writeBlock(file, { name: 'soak', writer: 'npm run soak -- --docs' }, `${words}\n\n${soakTable(report)}`);
}
