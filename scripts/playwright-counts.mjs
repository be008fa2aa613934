import { readFileSync } from 'node:fs';

/**
 * Counts of a Playwright run from its JSON report. Whatever went wrong outside of a test (a file that
 * does not load, no test found, a crash before the report was written) counts as one failure.
 * @param {string} file
 * @param {boolean} ok whether Playwright exited with 0
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(file, ok) {
  let passed = 0;
  let failed = 0;
  try {
    const { stats } = JSON.parse(readFileSync(file, 'utf8'));
    passed = stats.expected + stats.flaky;
    failed = stats.unexpected;
  } catch {
    // No report: the run itself failed, which is counted below.
    ok = false;
  }
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}
