import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { identify, refuseBranded } from '../../tooling/chromium/identity.mjs';
import { ROOT } from '../../tooling/node/root.mjs';
import { runTool, step } from '../../tooling/node/steps.mjs';
import { Sentence } from '../../tooling/node/user-error.mjs';
import { describeMachine } from '../lib/machine.mjs';
import type { Cell } from '../memory/cells';
import { chooseCells, measureCells } from '../memory/measure-cells';
import { makeReport as makeMemoryReport, type Report } from '../memory/report/report';
import { compareCells } from './cells';
import { canaryText, makeReport } from './report';
import { readResults, type TestResults } from './tests';

const MEASURED = join(ROOT, 'docs', 'memory-measured.json');
const TEST_REPORT = join(ROOT, 'out', 'canary-tests.json');
/** One of each codec that pages use most, and layers. */
const CELLS = 'vp8-720-still,h264-720-still,vp9-720-l3t3-key';

/**
 * @returns the path of the browser, whole
 * @throws {Sentence} where there is none that will do
 */
export function chooseBrowser(given: string): string {
  const path = resolve(given);
  if (!existsSync(path)) throw new Sentence(`--browser: there is no file ${path}.`);
  const browser = identify(path);
  if (!browser) throw new Sentence(`--browser: no browser starts from ${path}.`);
  refuseBranded(browser);
  return path;
}

/** @throws {Sentence} on a name that there is not */
export function chooseCanaryCells(list = CELLS): Cell[] {
  return list === 'none' ? [] : chooseCells({ quick: false, cells: list });
}

export interface CanaryOptions {
  /** Product and version. */
  browser: string;
  path: string;
  only?: string | undefined;
  cells: Cell[];
  json?: string | undefined;
}

/** Runs tests and cells on the browser, and says what changed. */
export async function runCanary({ browser, path, only, cells, json }: CanaryOptions): Promise<void> {
  const before: Report = JSON.parse(readFileSync(MEASURED, 'utf8'));
  const tests = await runTests(path, only);
  const results = cells.length > 0 ? await measureCells(cells, browser, false) : [];
  const now = makeMemoryReport(results, browser, describeMachine());
  const report = makeReport({
    browser,
    measuredOn: before.chromium,
    tests,
    cells: compareCells(now.cells, before.cells),
  });
  if (json) {
    mkdirSync(dirname(resolve(json)), { recursive: true });
    writeFileSync(resolve(json), `${JSON.stringify(report, null, 2)}\n`);
  }
  console.log(`\n${canaryText(report)}`);
}

async function runTests(path: string, only: string | undefined): Promise<TestResults> {
  rmSync(TEST_REPORT, { force: true });
  const filter = only === undefined ? [] : [only];
  const output = `--output=${join(ROOT, 'out', 'canary-results')}`;
  await step('End-to-end tests, short tier (playwright)', () =>
    runTool('playwright', ['test', '--project=e2e', '--reporter=list,json', output, ...filter], {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: TEST_REPORT, CHROME_PATH: path, FULL: '' },
    }),
  );
  return readResults(existsSync(TEST_REPORT) ? JSON.parse(readFileSync(TEST_REPORT, 'utf8')) : null);
}
