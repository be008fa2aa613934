import { join } from 'node:path';
import { plural } from '../../core/text/format';
import { ensureShells } from '../../tooling/chromium/shells';
import { ROOT } from '../../tooling/node/root.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { writeJson } from '../lib/json';
import { describeMachine } from '../lib/machine';
import type { Cell } from './cells';
import { measureCells } from './measure-cells';
import { openInChromium } from './pages/chromium';
import { makeReport, type Report } from './report/memory-report';
import { recordVersions } from './report/record-versions';
import { toMarkdown } from './report/table';

/** A headless shell has no tab, window or screen to capture. */
const isCapture = ({ source }: Cell) => source === 'tab' || source === 'window' || source === 'screen';

interface Options {
  resume: boolean;
  json?: string | undefined;
  /** Into the coefficients and the docs. */
  record: boolean;
}

/**
 * Measures the cells in the headless shell of each version, one after the other.
 * @param versions by commas
 * @throws {UserError} on a version that can't be had: before anything is measured
 */
export async function measureVersions(versions: string, all: Cell[], options: Options): Promise<void> {
  const { resume, json, record } = options;
  const cells = all.filter((cell) => !isCapture(cell));
  const left = all.filter(isCapture).map(({ name }) => name);
  if (cells.length === 0) throw new UserError('A headless shell captures no display: none of the cells is for it.');
  const shells = await ensureShells(versions);
  if (left.length > 0) console.log(`Not measured, since a headless shell captures no display: ${left.join(', ')}.`);
  const machine = describeMachine();
  const reports: Report[] = [];
  for (const { path, product, version } of shells) {
    process.env.CHROME_PATH = path;
    const browser = `${product} ${version}`;
    console.log(`\n${browser} on ${machine.os}, ${plural(machine.cores, 'core')}: ${plural(cells.length, 'cell')}`);
    const results = await measureCells(cells, { browser, open: openInChromium, resume });
    const report = makeReport(results, browser, machine);
    reports.push(report);
    console.log(`\n${toMarkdown(report)}\n`);
    // After each version: what is measured is there also where the next one fails.
    writeJson(join(ROOT, 'out', 'memory-versions.json'), { versions: reports });
    if (json) writeJson(json, { versions: reports });
  }
  const written = ['out/memory-versions.json', ...(json ? [json] : []), ...(record ? recordVersions(reports) : [])];
  console.log(`Written: ${written.join(', ')}`);
}
