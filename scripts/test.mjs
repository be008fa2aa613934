/**
 * `npm test`: static checks, build, unit, component and end-to-end tests. Goes on after a failure, so
 * that one run reports everything, names what failed, and ends with the line `N passed, N failed`.
 * The names are in out/test-failures.txt, too.
 *
 * `npm test -- e2e/patches/stop.spec.ts` (or any other arguments of Playwright's): only the build and
 * those tests. `npm run test:full` adds the long tier.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { findFirefox, noFirefox } from '../tooling/firefox/ensure.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import { runTool, step } from '../tooling/node/steps.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { reportErrors } from '../tooling/node/user-error.mjs';
import { setUp } from './setup.mjs';

const REPORT = join(ROOT, 'out', 'test-report.json');
const FAILURES = join(ROOT, 'out', 'test-failures.txt');

/** @type {[string, Parameters<typeof runTool>[0], string[]][]} */
const STATIC_CHECKS = [
  ['Types (tsc)', 'tsc', ['-p', '.']],
  ['Lint and format (biome)', 'biome', ['ci', '.']],
  ['Dead code (knip)', 'knip', []],
];
/** The projects of playwright.config.ts that need no built extension. */
const WITHOUT_BUILD = ['--project=unit', '--project=component'];

const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failureLines = [];

/** @returns {any} Playwright's report, or null where it wrote none */
function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} name of a step @param {boolean} ok */
function count(name, ok) {
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failureLines.push(`failed: ${name}`);
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
  /** @type {typeof import('../tooling/node/test-results')} */
  const testResults = await importTypeScript('tooling/node/test-results.ts');
  const results = testResults.readResults(readReport());
  failureLines.push(...testResults.failureLines(results));
  total.passed += results.passed;
  // Whatever Playwright exits with 1 for and its report does not name is a failure, too.
  total.failed += ok ? results.failures.length : Math.max(results.failures.length, 1);
  return ok;
}

/** @param {readonly string[]} args */
async function runAll(args) {
  const full = args.includes('--full');
  const filter = args.filter((arg) => arg !== '--full');
  setUp();
  const { product, version } = await ensureBrowser();
  console.log(`Node ${process.versions.node}, ${product} ${version}`);
  const firefox = findFirefox();
  console.log(firefox ? `Firefox ${firefox.version}` : `The tests in Firefox are skipped. ${noFirefox()}`);
  if (filter.length === 0) {
    for (const [name, tool, toolArgs] of STATIC_CHECKS) {
      count(name, await step(name, () => runTool(tool, toolArgs, { quiet: true })));
    }
  }
  let built = true;
  for (const browser of firefox ? ['chrome', 'firefox'] : ['chrome']) {
    const name = `Build for ${browser} (vite)`;
    const ok = await step(name, () => runTool('vite', ['build', '--mode', browser], { quiet: true }));
    count(name, ok);
    built &&= ok;
  }
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
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(FAILURES, failureLines.map((line) => `${line}\n`).join(''));
  console.log(['', ...failureLines].join('\n'));
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}
