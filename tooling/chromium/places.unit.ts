import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { browserAt } from './places.mjs';

test.skip(process.platform === 'win32', 'the stand-ins are shell scripts');

/** A program that answers as a browser would answer to --version. */
function standIn(answer: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ti-browser-')), 'browser');
  writeFileSync(file, `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(file, 0o755);
  return file;
}

for (const name of ['Google Chrome 150.0.7871.10', 'Google Chrome 150.0.7871.10 beta']) {
  test(`${name} is refused, with what to do instead`, () => {
    const path = standIn(name);
    expect(() => browserAt(path)).toThrow(
      `${path} is Google Chrome 150.0.7871.10, which cannot load an extension from the command line. ` +
        'Set CHROME_PATH to a Chromium or Chrome for Testing',
    );
  });
}

test('a CHROME_PATH that leads to no browser is said so', () => {
  expect(() => browserAt('/nowhere/chromium')).toThrow(
    'CHROME_PATH is /nowhere/chromium, but no browser starts there.',
  );
});

for (const [answer, product, version] of [
  ['Google Chrome for Testing 159.0.8154.6 ', 'Google Chrome for Testing', '159.0.8154.6'],
  ['Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)', 'Chromium', '156.0.8078.79'],
] as const) {
  test(`${product} will do`, () => {
    const path = standIn(answer);
    expect(browserAt(path)).toEqual({ path, product, version });
  });
}
