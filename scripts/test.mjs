/**
 * `npm test`: static checks, build, unit tests and end-to-end tests. Goes on after a failure, so that
 * one run reports everything, and ends with the line `N passed, N failed`.
 *
 * `npm test -- e2e/foo.spec.ts` (or any other arguments of Playwright's): only the build and those
 * tests. `npm run test:full` adds the long tier.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tooling/node/root.mjs';
import { runTool, step } from '../tooling/node/steps.mjs';
import { countTests } from './playwright-counts.mjs';
import { ensureBrowser, orExplain, setUp } from './setup.mjs';

const REPORT = join(ROOT, 'out', 'test-report.json');

/** @type {[string, Parameters<typeof runTool>[0], string[]][]} */
const STATIC_CHECKS = [
  ['Types (tsc)', 'tsc', ['-p', '.']],
  ['Lint and format (biome)', 'biome', ['ci', '.']],
  ['Dead code (knip)', 'knip', []],
];

const args = process.argv.slice(2);
const full = args.includes('--full');
const filter = args.filter((arg) => arg !== '--full');

const total = { passed: 0, failed: 0 };
const count = (/** @type {boolean} */ ok) => {
  total[ok ? 'passed' : 'failed'] += 1;
};

/** @param {boolean} built without a build, end-to-end tests would judge an old one */
async function runPlaywright(built) {
  rmSync(REPORT, { force: true });
  const projects = built ? [] : ['--project=unit'];
  const ok = await runTool('playwright', ['test', '--reporter=list,json', ...projects, ...filter], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: REPORT, ...(full ? { FULL: '1' } : {}) },
  });
  const { passed, failed } = countTests(REPORT, ok);
  total.passed += passed;
  total.failed += failed;
  return ok;
}

async function main() {
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
  const tests = built ? 'Unit and end-to-end tests' : 'Unit tests (no end-to-end tests without a build)';
  await step(`${tests}${full ? ', long tier too' : ''} (playwright)`, () => runPlaywright(built));
}

await orExplain(main);
// Where the set-up itself failed, that is the one failure.
if (process.exitCode && total.failed === 0) total.failed = 1;
if (total.failed > 0) process.exitCode = 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
