import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { identify, refuseBranded } from '../../tooling/chromium/identity.mjs';
import { ROOT } from '../../tooling/node/root.mjs';
import { runTool, step } from '../../tooling/node/steps.mjs';
import { readResults, type TestResults } from '../../tooling/node/test-results';
import { UserError } from '../../tooling/node/user-error.mjs';
import { writeJson } from '../lib/json';
import { canaryText, makeReport } from './canary-report';
import { compareCells } from './cells';
import { measureCells, measuredBefore } from './memory';

const TEST_REPORT = join(ROOT, 'out', 'canary-tests.json');

/**
 * @returns the path of the browser, whole
 * @throws {UserError} where there is none that will do
 */
export function chooseBrowser(given: string): string {
  const path = resolve(given);
  if (!existsSync(path)) throw new UserError(`--browser: there is no file ${path}.`);
  const browser = identify(path);
  if (!browser) throw new UserError(`--browser: no browser starts from ${path}.`);
  refuseBranded(browser);
  return path;
}

export interface CanaryOptions {
  /** Product and version. */
  browser: string;
  path: string;
  only?: string | undefined;
  /** Names of memory cells, by commas; null for none. */
  cells: string | null;
  json?: string | undefined;
}

/** Runs tests and cells on the browser, and says what changed. */
export async function runCanary({ browser, path, only, cells, json }: CanaryOptions): Promise<void> {
  const before = measuredBefore();
  const tests = await runTests(path, only);
  const now = cells === null ? [] : measureCells(cells).cells;
  const report = makeReport({
    browser,
    measuredOn: before.chromium,
    tests,
    cells: compareCells(now, before.cells),
  });
  if (json) writeJson(json, report);
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
