import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from '../lib/root.mjs';
import { runTool, step } from '../lib/steps.mjs';
import type { Cell } from '../memory/cells';
import { describeMachine } from '../memory/machine.mjs';
import { chooseCells, measureCells } from '../memory/main';
import { makeReport as makeMemoryReport, type Report } from '../memory/report';
import { identify, refuseBranded } from '../setup/browser-identity.mjs';
import { Sentence } from '../setup/sentence.mjs';
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
