import { writeParts } from '../lib/docs/figures-table';
import type { Conditions, Report } from '../lib/docs/report';
import { type Figure, formatFigure } from '../lib/figures';
import { writeJson } from '../lib/json';
import { measureCalls } from './calls';
import { measureCpu } from './inspectors/cpu';
import { cpuTable } from './inspectors/cpu-table';
import { builtInInspectors, type Inspector } from './inspectors/inspectors';
import { measureKept } from './inspectors/kept';
import { measureInspect } from './load/inspect';
import { measureLoad } from './load/load';
import { measureMany } from './many';
import type { OpenTimedPage } from './pages/timed-page';
import type { Part } from './parts';
import { measureProfile } from './profile/measure-profile';
import { profileTable } from './profile/profile-table';
import { measureWire } from './wire';

export interface Options {
  parts: readonly Part[];
  /** The browser that calls are timed in. */
  open: OpenTimedPage;
  quick: boolean;
  /** Length of one sample of CPU or wire. */
  seconds: number;
  transceivers: number[];
  /** Besides the built-in ones. */
  inspectors: Inspector[];
  /** Whether others are measured beside us. */
  alone: boolean;
  conditions: Conditions;
  json?: string | undefined;
}

type Result = { figures: Figure[]; others?: Map<string, Figure[]> };

function measure(
  part: Part,
  { quick, seconds, transceivers, open }: Options,
  inspectors: Inspector[],
): Promise<Result> {
  const alone = async (figures: Promise<Figure[]>) => ({ figures: await figures });
  if (part === 'calls') return alone(measureCalls(quick ? 10 : 40, open));
  if (part === 'profile') return alone(measureProfile(quick ? 8 : 40));
  if (part === 'many') return alone(measureMany(quick ? 6 : 20, open));
  if (part === 'load') return alone(measureLoad(quick ? 24 : 150));
  if (part === 'inspect') return alone(measureInspect(quick ? 120 : 600));
  if (part === 'wire') return alone(measureWire(seconds));
  if (part === 'kept') return measureKept(quick ? 200 : 1_000, inspectors);
  return measureCpu(transceivers, seconds, inspectors);
}

/** Measures the parts one after the other and prints each figure as it is there. @returns what `--json` holds */
export async function measureOverhead(options: Options): Promise<Report> {
  const { parts, alone, conditions, json } = options;
  const inspectors = alone ? [] : [...(await builtInInspectors()), ...options.inspectors];
  const all: Report = { ...conditions, figures: [], peers: inspectors.map(({ name }) => ({ name, figures: [] })) };
  for (const part of parts) {
    console.log(`\n${part}`);
    const { figures, others } = await measure(part, options, inspectors);
    all.figures.push(...figures.map((each) => ({ part, ...each })));
    for (const line of figures) console.log(formatFigure(line));
    for (const inspector of all.peers) {
      const theirs = others?.get(inspector.name) ?? [];
      inspector.figures.push(...theirs.map((each) => ({ part, ...each })));
      for (const line of theirs) console.log(`${formatFigure(line)}  ${inspector.name}`);
    }
    // What is measured is not lost where a later part fails.
    if (json) writeJson(json, all);
  }
  const missed = all.figures.filter(({ met }) => met === false);
  const judged = all.figures.filter(({ met }) => met !== null);
  if (judged.length > 0) console.log(`\n${judged.length - missed.length} of ${judged.length} goals met`);
  return all;
}

/** Puts the figures into the documentation. @returns the parts that were written */
export function writeOverhead(report: Report): string[] {
  const firefox = report.browser.startsWith('Firefox');
  return writeParts({
    report,
    writer: `npm run bench:overhead -- ${firefox ? '--browser firefox ' : ''}--docs`,
    tables: { cpu: cpuTable, profile: profileTable },
    suffix: firefox ? ' in Firefox' : '',
  });
}
