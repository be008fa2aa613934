import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../tooling/node/root.mjs';

const notABrowser = join(mkdtempSync(join(tmpdir(), 'canary-')), 'browser');
writeFileSync(notABrowser, 'no browser');
for (const [args, sentence] of [
  [['--browser', '/no/such/browser'], '--browser: there is no file /no/such/browser.'],
  [['--browser', notABrowser], `--browser: no browser starts from ${notABrowser}.`],
  [['--cells', 'vp8-720-stil'], 'There is no cell "vp8-720-stil".'],
  [['--version', 'latest'], 'A version is a number such as 121, not "latest".'],
  [['--browser', '/x', '--versions', '121'], 'Give --browser or --versions, not both.'],
  [['--browsers', 'x'], "Unknown option '--browsers'"],
] as const) {
  test(`used wrongly it says so and ends with 2: ${args[0]} ${sentence.slice(0, 40)}`, () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'canary', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
}
