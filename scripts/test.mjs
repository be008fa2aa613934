/**
 * `npm test`: static checks, build, unit, component and end-to-end tests. Goes on after a failure, so
 * that one run reports everything, and ends with the line `N passed, N failed`.
 *
 * `npm test -- e2e/patches/stop.spec.ts` (or any other arguments of Playwright's): only the build and
 * those tests. `npm run test:full` adds the long tier.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import { runTool, step } from '../tooling/node/steps.mjs';
import { reportErrors } from '../tooling/node/user-error.mjs';
import { countTests } from './playwright-counts.mjs';
import { setUp } from './setup.mjs';

const REPORT = join(ROOT, 'out', 'test-report.json');

/** @type {[string, Parameters<typeof runTool>[0], string[]][]} */
const STATIC_CHECKS = [
  ['Types (tsc)', 'tsc', ['-p', '.']],
  ['Lint and format (biome)', 'biome', ['ci', '.']],
  ['Dead code (knip)', 'knip', []],
];
/** The projects of playwright.config.ts that need no built extension. */
const WITHOUT_BUILD = ['--project=unit', '--project=component'];

const total = { passed: 0, failed: 0 };

/** @param {boolean} ok */
function count(ok) {
  total[ok ? 'passed' : 'failed'] += 1;
}

/**
 * @param {string[]} filter arguments for Playwright
 * @param {{ built: boolean, full: boolean }} how without a build, end-to-end tests would judge an old one
 */
async function runPlaywright(filter, { built, full }) {
  rmSync(REPORT, { force: true });
  const projects = built ? [] : WITHOUT_BUILD;
  const ok = await runTool('playwright', ['test', '--reporter=list,json', ...projects, ...filter], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: REPORT, ...(full ? { FULL: '1' } : {}) },
  });
  const { passed, failed } = countTests(REPORT, ok);
  total.passed += passed;
  total.failed += failed;
  return ok;
}

/** @param {readonly string[]} args */
async function runAll(args) {
  const full = args.includes('--full');
  const filter = args.filter((arg) => arg !== '--full');
  setUp();
  const { product, version } = await ensureBrowser();
  console.log(`Node ${process.versions.node}, ${product} ${version}`);
  if (filter.length === 0) {
    for (const [name, tool, toolArgs] of STATIC_CHECKS) {
      count(await step(name, () => runTool(tool, toolArgs, { quiet: true })));
    }
  }
  const built = await step('Build (vite)', () => runTool('vite', ['build'], { quiet: true }));
  count(built);
  const tests = built
    ? 'Unit, component and end-to-end tests'
    : 'Unit and component tests (no end-to-end tests without a build)';
  await step(`${tests}${full ? ', long tier too' : ''} (playwright)`, () => runPlaywright(filter, { built, full }));
}

/** @param {readonly string[]} args */
export async function run(args) {
  await reportErrors(() => runAll(args));
  // Where the set-up itself failed, that is the one failure.
  if (process.exitCode && total.failed === 0) total.failed = 1;
  if (total.failed > 0) process.exitCode = 1;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}
