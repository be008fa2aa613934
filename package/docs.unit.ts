import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../tooling/node/root.mjs';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Examples that name their file in the first line: the component tests run those files. */
const DOCS = ['docs/own-tests.md', 'docs/any-page.md', 'docs/for-agents.md'];
const EXAMPLES = [
  ...DOCS.map(read)
    .join('\n')
    .matchAll(/```js\n\/\/ ([\w.-]+)\n(.*?)```/gs),
];

test('the examples of the docs are files that a test runs', () => {
  expect(EXAMPLES.map(([, name]) => name)).toEqual([
    'share.spec.mjs',
    'playwright.config.mjs',
    'inspect.mjs',
    'puppeteer.mjs',
    'steps.mjs',
    'ask-mcp.mjs',
  ]);
  for (const [, name, code] of EXAMPLES) {
    const file = read(`package/fixtures/consumer/${name}`).replace(/^\/\/ @ts-nocheck.*\n/, '');
    expect(file.startsWith(code!.trimEnd()), name).toBe(true);
  }
});

test('docs/own-tests.md names every method of rtc', () => {
  const types = read('package/types/inspection.d.ts').split('export interface Rtc {')[1]!.split('\n}')[0]!;
  const methods = [...types.matchAll(/^ {2}(\w+)(?:<T>)?\(/gm)].map(([, name]) => name!);
  const asked = methods.filter((name) => !name.startsWith('expect'));
  expect(asked.filter((name) => !read('docs/own-tests.md').includes(`\`${name}(`))).toEqual([]);
});
