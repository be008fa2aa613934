import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { identify, refuseBranded } from '../../tooling/chromium/identity.mjs';
import { ROOT } from '../../tooling/node/root.mjs';
import { runTool, step } from '../../tooling/node/steps.mjs';
import { readResults, type TestResults } from '../../tooling/node/test-results';
import { UserError } from '../../tooling/node/user-error.mjs';
import { type CanaryReport, canaryText, makeReport } from './canary-report';
import { compareCells } from './cells';
import { measureCells, measuredBefore } from './memory';
import { END_TO_END, IN_A_SHELL, type TestRun } from './tests';

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
  /** It is a headless shell. */
  shell?: boolean;
  only?: string | undefined;
  /** Names of memory cells, by commas; null for none. */
  cells: string | null;
}

/** Runs tests and cells on the browser, and says what changed. */
export async function runCanary({ browser, path, shell, only, cells }: CanaryOptions): Promise<CanaryReport> {
  const before = measuredBefore();
  const run = shell ? IN_A_SHELL : END_TO_END;
  const tests = await runTests(path, run, only);
  const now = cells === null ? null : measureCells(cells);
  const report = makeReport({
    browser,
    measuredOn: before.chromium,
    tests,
    notRun: run.notRun,
    cores: { now: now?.cores ?? before.cores, before: before.cores },
    cells: compareCells(now?.cells ?? [], before.cells),
  });
  console.log(`\n${canaryText(report)}`);
  return report;
}

async function runTests(
  path: string,
  { title, project, files, env }: TestRun,
  only: string | undefined,
): Promise<TestResults> {
  rmSync(TEST_REPORT, { force: true });
  const filter = only === undefined ? files : [only];
  const output = `--output=${join(ROOT, 'out', 'canary-results')}`;
  await step(title, () =>
    runTool('playwright', ['test', `--project=${project}`, '--reporter=list,json', output, ...filter], {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: TEST_REPORT, CHROME_PATH: path, ...env },
    }),
  );
  return readResults(existsSync(TEST_REPORT) ? JSON.parse(readFileSync(TEST_REPORT, 'utf8')) : null);
}
