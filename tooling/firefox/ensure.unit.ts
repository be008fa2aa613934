import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ensureFirefox, findFirefox, MIN_FIREFOX } from './ensure.mjs';

/** A program that says it is this version; null: it says nothing. */
function program(version: string | null): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ti-firefox-')), 'firefox');
  writeFileSync(file, `#!/bin/sh\necho "${version === null ? '' : `Mozilla Firefox ${version}`}"\n`, { mode: 0o755 });
  return file;
}

const before = { ...process.env };
test.afterEach(() => {
  process.env = { ...before };
});

test('a Firefox that is too old is refused with its version', () => {
  const path = program('140.12.0esr');
  process.env.FIREFOX_PATH = path;
  expect(findFirefox).toThrow(`FIREFOX_PATH is ${path}, Firefox 140.12.0esr: ${MIN_FIREFOX} or newer is needed.`);
  process.env.FIREFOX_PATH = program(null);
  expect(findFirefox).toThrow(/but no Firefox starts there/);
  process.env.FIREFOX_PATH = program(`${MIN_FIREFOX}.0`);
  expect(findFirefox()).toMatchObject({ version: `${MIN_FIREFOX}.0` });
});

test('where only an old one is installed, it is named with what to do', () => {
  test.skip(process.platform !== 'linux', 'elsewhere it is not looked for on the PATH');
  const path = program('140.12.0esr');
  delete process.env.FIREFOX_PATH;
  process.env.PATH = join(path, '..');
  expect(findFirefox()).toBeNull();
  expect(ensureFirefox).toThrow(`No Firefox ${MIN_FIREFOX} or newer was found; ${path} is Firefox 140.12.0esr. Do one`);
});
