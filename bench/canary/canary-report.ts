import { plural } from '../../core/text/format';
import type { TestResults } from '../../tooling/node/test-results';
import type { CellChange, Measured } from './cells';

/** What `--json` holds. */
export interface CanaryReport {
  /** Product and version. */
  browser: string;
  /** The one that docs/memory-measured.json was measured on. */
  measuredOn: string;
  tests: TestResults;
  /** What this browser can't run, in a sentence; null where it runs all. */
  notRun: string | null;
  /** Of the machine, now and as docs/memory-measured.json was measured. */
  cores: { now: number; before: number };
  cells: CellChange[];
  /** Failed tests and changed cells. */
  changes: number;
}

export function makeReport(found: Omit<CanaryReport, 'changes'>): CanaryReport {
  return { ...found, changes: found.tests.failures.length + found.cells.filter(({ changed }) => changed).length };
}

/** The report in words, short. */
export function canaryText({ browser, measuredOn, tests, notRun, cores, cells, changes }: CanaryReport): string {
  const { passed, skipped, failures } = tests;
  const ran = passed + failures.length;
  return [
    browser === measuredOn
      ? `Browser: ${browser}, the one that was measured on`
      : `Browser: ${browser} (measured on: ${measuredOn})`,
    `Tests: ${passed} of ${ran} passed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    ...failures.map(({ file, title, error }) => `  failed: ${[file, title].filter(Boolean).join(': ')}\n    ${error}`),
    ...(notRun === null ? [] : [notRun]),
    ...(cells.length === 0 ? ['Memory: no cell was measured'] : ['Memory, MiB an unpublished sender:']),
    ...cells.map((cell) => `  ${cellLine(cell)}`),
    ...(cores.now === cores.before
      ? []
      : [
          `  Measured on ${plural(cores.now, 'core')}, before on ${cores.before}: an encoder chooses its threads by them, so a cell may differ without the browser.`,
        ]),
    changes === 0 ? 'Nothing changed.' : `Changed: ${changes}.`,
  ].join('\n');
}

function cellLine({ name, now, before, offPct, changed }: CellChange): string {
  const was = before ? `was ${figure(before)}` : 'not measured before';
  const off = offPct === null ? '' : `, ${offPct < 0 ? '−' : '+'}${Math.abs(offPct).toFixed(1)} %`;
  return `${changed ? 'changed' : 'as before'}: ${name} ${figure(now)}, ${was}${off}`;
}

function figure({ measuredMiB, interval, unusable }: Measured): string {
  if (unusable || measuredMiB === null) return `unknown (${unusable ?? 'no figure'})`;
  return `${measuredMiB.toFixed(1)}${interval ? ` (${interval.low.toFixed(1)}-${interval.high.toFixed(1)})` : ''}`;
}
