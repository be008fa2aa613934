import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../tooling/node/root.mjs';
import { COMMANDS, FAILURE_CODES, TOOLS } from './commands.mjs';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;
const known = [...Object.keys(COMMANDS), ...Object.keys(TOOLS)];

test('each npm script runs a command that exists, and each command has its npm script', () => {
  const started = Object.values(scripts).flatMap((script) => /^node scripts\/run\.mjs (\S+)/.exec(script)?.[1] ?? []);
  expect(new Set(started)).toEqual(new Set(known));
  for (const name of Object.keys(FAILURE_CODES)) expect(known).toContain(name);
});

test('each command is a file with run(), and begins with its help', () => {
  for (const [name, file] of Object.entries(COMMANDS)) {
    expect(existsSync(join(ROOT, file)), file).toBe(true);
    expect(read(file), file).toMatch(/^export (async )?function run\(/m);
    const npm = ['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`;
    expect(read(file), file).toMatch(new RegExp(`^/\\*\\*(?:(?!\\*/)[^])*\`${npm}\\b`));
  }
});

test('the documentation names no npm script that does not exist', () => {
  for (const file of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/internals.md', 'docs/performance.md']) {
    for (const [, name] of read(file).matchAll(/npm run ([a-z]+(?::[a-z]+)*)/g))
      expect(Object.keys(scripts), file).toContain(name);
  }
});
