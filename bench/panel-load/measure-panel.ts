import { DIST } from '../../tooling/browser/browser';
import { writeParts } from '../lib/docs/figures-table';
import type { Conditions, Report } from '../lib/docs/report';
import { type Figure, figure, formatFigure } from '../lib/figures';
import { writeJson } from '../lib/json';
import { startBench } from './browser';
import { measurePaint } from './paint';
import { measureSampling } from './sampling';
import { biggest, firstLoadOf, HOOK_GOAL, hookSize, PANEL_LIMIT, sumOf } from './sizes';

export const PARTS = ['sizes', 'paint', 'frames', 'interactions', 'heap', 'burst'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: ReadonlySet<Part>;
  quick: boolean;
  /** Of watching the heap. */
  minutes?: number | undefined;
  conditions: Conditions;
  json?: string | undefined;
}

function measureSizes(): Figure[] {
  const hook = hookSize(DIST);
  const panel = firstLoadOf(DIST);
  return [
    figure({ name: 'hook, gzipped', value: hook.bytes, unit: 'bytes', goal: HOOK_GOAL }),
    figure({
      name: 'panel’s first load, gzipped',
      value: sumOf(panel),
      unit: 'bytes',
      goal: PANEL_LIMIT,
      note: biggest(panel, 3),
    }),
  ];
}

/** Measures the parts one after the other and prints the figures. @returns what `--json` holds */
export async function measurePanel({ parts, quick, minutes, conditions, json }: Options): Promise<Report> {
  const report: Report = { ...conditions, figures: [], peers: [] };
  const { figures } = report;
  const add = (part: Part, more: Figure[]) => {
    figures.push(...more.map((each) => ({ part, ...each })));
    for (const each of more) console.log(formatFigure(each));
    // What is measured is not lost where a later part fails.
    if (json) writeJson(json, report);
  };
  if (parts.has('sizes')) add('sizes', measureSizes());
  const sampling = (['frames', 'interactions', 'heap', 'burst'] as const).some((part) => parts.has(part));
  const bench = parts.has('paint') || sampling ? await startBench(DIST) : null;
  try {
    if (bench && parts.has('paint')) add('paint', await measurePaint(bench, quick ? 3 : 7));
    if (bench && sampling) {
      const length = quick ? { stepMs: 30_000, seconds: 15, minutes: 2 } : { stepMs: 2_500, seconds: 60, minutes: 5 };
      await measureSampling(bench, parts, { ...length, minutes: minutes ?? length.minutes }, add);
    }
  } finally {
    await bench?.close();
  }
  const judged = figures.filter(({ met }) => met !== null);
  console.log(`\n${judged.filter(({ met }) => met).length} of ${judged.length} goals met`);
  return report;
}

/** Puts the figures into the documentation. @returns the parts that were written */
export const writePanel = (report: Report) => writeParts({ report, writer: 'npm run bench:panel -- --docs' });
