import { DIST } from '../../tooling/browser/browser';
import { type Figure, figure, formatFigure } from '../lib/figures';
import { writeJson } from '../lib/json';
import type { Machine } from '../lib/machine';
import { startBench } from './browser';
import { measurePaint } from './paint';
import { measureSampling } from './sampling';
import { biggest, firstLoadOf, HOOK_GOAL, hookSize, PANEL_LIMIT, sumOf } from './sizes';

export const PARTS = ['sizes', 'paint', 'frames', 'interactions', 'heap', 'burst'] as const;

export interface Options {
  parts: ReadonlySet<string>;
  quick: boolean;
  browser: string;
  machine: Machine;
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

/** Measures the parts one after the other, prints the figures, and writes them where asked to. */
export async function measurePanel({ parts, quick, browser, machine, json }: Options): Promise<void> {
  const figures: Figure[] = [];
  const add = (more: Figure[]) => {
    figures.push(...more);
    for (const each of more) console.log(formatFigure(each));
  };
  if (parts.has('sizes')) add(measureSizes());
  const sampling = ['frames', 'interactions', 'heap', 'burst'].some((part) => parts.has(part));
  const bench = parts.has('paint') || sampling ? await startBench(DIST) : null;
  try {
    if (bench && parts.has('paint')) add(await measurePaint(bench, quick ? 3 : 7));
    if (bench && sampling) {
      const length = quick ? { stepMs: 30_000, seconds: 15, minutes: 2 } : { stepMs: 2_500, seconds: 60, minutes: 5 };
      await measureSampling(bench, parts, length, add);
    }
  } finally {
    await bench?.close();
  }
  const judged = figures.filter(({ met }) => met !== null);
  console.log(`\n${judged.filter(({ met }) => met).length} of ${judged.length} goals met`);
  if (json) writeJson(json, { browser, machine, figures, peers: [] });
}
