import { expect, test } from '@playwright/test';
import { failureLines, readResults } from './test-results';

const spec = (title: string, status: string, message?: string) => ({
  title,
  file: 'a.spec.ts',
  tests: [{ status, results: [message === undefined ? {} : { error: { message } }] }],
});

test('failed tests by name, with the first line of their error, however deep they are', () => {
  const inner = {
    title: 'group',
    file: 'a.spec.ts',
    specs: [spec('breaks', 'unexpected', '\u001b[31mError: no\u001b[39m\n at x')],
  };
  const specs = [spec('works', 'expected'), spec('is left out', 'skipped'), spec('wavers', 'flaky', 'Error: late')];
  const report = {
    suites: [{ title: 'a.spec.ts', file: 'a.spec.ts', specs, suites: [inner] }],
    errors: [{ message: 'b.spec.ts does not load' }],
  };
  expect(readResults(report)).toEqual({
    passed: 2,
    skipped: 1,
    failures: [
      { file: '', title: 'outside of a test', error: 'b.spec.ts does not load' },
      { file: 'a.spec.ts', title: 'breaks', error: 'Error: no' },
    ],
    flaky: [{ file: 'a.spec.ts', title: 'wavers', error: 'Error: late' }],
  });
  expect(failureLines(readResults(report))).toEqual([
    'failed: outside of a test › b.spec.ts does not load',
    'failed: a.spec.ts › breaks › Error: no',
    'passed when tried again: a.spec.ts › wavers › Error: late',
  ]);
  expect(readResults(null).failures).toHaveLength(1);
});

test('of a time-out: how long it was, and what for', () => {
  const error = { message: 'Test timeout of 60000ms exceeded.' };
  const click = {
    message:
      '\u001b[31mError: locator.click: closed\u001b[39m\nCall log:\n\u001b[2m  - waiting for getByRole(’menu’)\u001b[22m\n',
  };
  const run = (errors: { message: string }[]) => {
    const tests = [{ status: 'unexpected', results: [{ error, errors }] }];
    const specs = [{ title: 'hangs', file: 'a.spec.ts', tests }];
    return readResults({ suites: [{ title: 'a', file: 'a.spec.ts', specs }] }).failures.map((each) => each.error);
  };
  expect(run([error, click])).toEqual(['Test timeout of 60000ms exceeded. It was waiting for getByRole(’menu’)']);
  expect(run([error])).toEqual(['Test timeout of 60000ms exceeded.']);
});
