import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../tooling/node/root.mjs';

/** What a copy of the repository does without. */
const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'out', 'test-results', 'playwright-report']);

test.describe.configure({ mode: 'serial', timeout: 240_000 });

let copy: string;

// Not below the repository, whose own tests would be found there twice.
test.beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'transceiver-inspector-'));
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
});

test.afterAll(() => rmSync(copy, { recursive: true, force: true }));

function node(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const done = spawnSync(process.execPath, [script, ...args], {
    cwd: copy,
    encoding: 'utf8',
    // Playwright asks for colors, which tsc's plain lines have none of.
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const make = (...args: string[]) => node('scripts/run.mjs', ['new', ...args]);
const typecheck = () => node('scripts/run.mjs', ['typecheck']).out;

/** Titles of the unit tests that fail in these folders or files of the copy. */
function failing(...filters: string[]): string[] {
  const report = join(copy, 'out', 'report.json');
  const cli = 'node_modules/@playwright/test/cli.js';
  const { out } = node(cli, ['test', '--project=unit', '--reporter=json', ...filters], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  expect(existsSync(report), out).toBe(true);
  const { suites, stats } = JSON.parse(readFileSync(report, 'utf8'));
  expect(stats.expected).toBeGreaterThan(0);
  return suites.flatMap(({ file, specs }: any) => {
    return specs.flatMap(({ ok, title }: any) => (ok ? [] : `${file}: ${title}`));
  });
}

// Together, since a type check of the whole takes ten seconds and more.
test('a new finding and a new importer compile; what fails is what says that the rule is not written', () => {
  const finding = make('finding', 'made-up', '--title', 'Made up for a test');
  expect(finding.code).toBe(0);
  expect(finding.out).toContain('Written: core/findings/units/made-up/index.ts\n');
  expect(finding.out).toContain('1. core/findings/units/made-up/index.ts: the rule');
  const importer = make('importer', 'made-up-log');
  expect(importer.code).toBe(0);
  expect(importer.out).toContain('Changed: core/files/sources.ts\n');
  expect(typecheck()).toBe('');
  expect(failing('core/findings', 'core/fixtures', 'core/files/importers', 'scripts/schema.unit.ts').sort()).toEqual([
    'core/findings/units.unit.ts: made-up: has a folder, a test, a section in docs/verdicts.md, and a page in the fixtures that has it',
    'core/findings/units/made-up/made-up.unit.ts: a page that has it',
  ]);
});

test('a new patch is listed; the type checker names who has to decide about it', () => {
  const { code, out } = make('patch', 'made-up-patch');
  expect(code).toBe(0);
  const named = typecheck().match(/^\S+\.tsx?(?=\()/gm);
  expect([...new Set(named)]).toEqual([
    'core/findings/remedy.ts',
    'core/patches/patches.ts',
    'core/verdict/publishes/pattern.ts',
    // The package's types are written by hand.
    'package/ab/arm.ts',
    'package/live/verdict.ts',
    'package/mcp/tools/patch.ts',
  ]);
  for (const file of named!) expect(out).toContain(`${file}(`);
  expect(failing('protocol/patches.unit.ts', 'scripts/schema.unit.ts')).toEqual([]);
});

test('all that was written keeps the rules of lint and format', () => {
  const { code, out, err } = node('scripts/run.mjs', ['lint']);
  expect(code, out + err).toBe(0);
});

const REFUSED: [args: string[], sentence: string][] = [
  [['finding', 'made-up'], 'The name "made-up" is taken: see core/findings/units/made-up/index.ts.'],
  [['patch', 'none'], 'The name "none" is taken: see protocol/patches.ts.'],
  [['importer', 'recording'], 'The name "recording" is taken: see core/files/importers/recording/index.ts.'],
  // A function of the file that it would be imported into.
  [['finding', 'find-in'], 'The name "find-in" is taken: see core/findings/index.ts.'],
  [['finding', 'BadName'], '"BadName" is no kebab-case name: small letters, and hyphens between words'],
  [['patch', 'delete'], '"delete" is a word of the language: take another name.'],
  [['chart', 'sizes'], 'What is to be made, and its name: npm run new -- finding|patch|importer NAME'],
  [['finding'], 'What is to be made, and its name: npm run new -- finding|patch|importer NAME'],
  [['finding', 'ice', '--title', "it's"], 'The title "it\'s" must be letters, digits, blanks'],
];
for (const [args, sentence] of REFUSED) {
  test(`refused with a sentence, and nothing written: ${args.join(' ')}`, () => {
    const { code, out, err } = make(...args);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(out).toBe('');
  });
}
