import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT } from '../../tooling/node/root.mjs';

interface Step {
  uses?: string;
  run?: string;
  if?: string;
}
interface Job {
  needs?: string | string[];
  if?: string;
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  steps: Step[];
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = join(ROOT, '.github/workflows');
const WORKFLOWS = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);
const read = (text: string): Workflow => parse(text);
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

/** npm scripts that a step runs; `npm ci` and the like are npm's own. */
function scriptsIn(run: string): string[] {
  return [...run.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(([, named, own]) => named ?? own!);
}

for (const [name, text] of WORKFLOWS) {
  test(`${name}: its npm scripts and the files that it names exist`, () => {
    const runs = stepsOf(read(text)).flatMap(({ run = '' }) => run);
    const scripts = runs.flatMap(scriptsIn);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
    const files = runs.flatMap((run) => run.match(/\b(?:store|package|docs|scripts)\/[\w./-]+\.\w+/g) ?? []);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  test(`${name}: actions are pinned by their major version, jobs end, and may read only, unless they say so`, () => {
    const workflow = read(text);
    const actions = stepsOf(workflow).flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((uses) => !/^actions\/[\w-]+@v\d+$/.test(uses))).toEqual([]);
    expect(Object.values(workflow.jobs).filter((job) => !job['timeout-minutes'])).toEqual([]);
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test(`${name}: a job needs jobs that exist, and no registry’s host is named`, () => {
    const { jobs } = read(text);
    const needed = Object.values(jobs).flatMap(({ needs = [] }) => needs);
    expect(needed.filter((job) => !(job in jobs))).toEqual([]);
    expect(text).not.toMatch(/https?:\/\//);
  });
}

test('release.yml: checks and tests before it packs; publishes only where a variable says so', () => {
  const { jobs } = read(readFileSync(join(FOLDER, 'release.yml'), 'utf8'));
  const scripts = jobs.build!.steps.flatMap(({ run = '' }) => scriptsIn(run));
  expect(scripts).toEqual(['lint', 'typecheck', 'test', 'zip', 'build:viewer', 'pack']);
  for (const [name, { steps, if: condition }] of Object.entries(jobs)) {
    const publishes = steps.some(({ run = '' }) => /npm publish|publish-browser-extension/.test(run));
    expect(publishes, name).toBe(name === 'npm' || name === 'stores');
    if (publishes) expect(condition, name).toMatch(/^vars\.PUBLISH_[A-Z]+ == 'true'$/);
  }
  expect(jobs.npm!.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(jobs.npm!.steps.map(({ run = '' }) => run).join()).toContain('--provenance');
});

test('the jobs in the docs are YAML, with actions pinned by their major version', () => {
  const docs = readFileSync(join(ROOT, 'docs/own-tests.md'), 'utf8');
  const blocks = [...docs.matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => read(block!));
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) {
    const actions = stepsOf(block).flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((uses) => !/@v\d+$/.test(uses))).toEqual([]);
  }
});
