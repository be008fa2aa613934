import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { FITS } from '../../core/estimate/coefficients/coefficients';
import { fitValue } from '../../core/estimate/coefficients/fits';
import { readCalibration } from '../../core/files/calibration/read';
import { ensureBrowser } from '../../tooling/chromium/ensure.mjs';
import { ROOT } from '../../tooling/node/root.mjs';

const folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
const calibrate = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/run.mjs', 'calibrate', ...args], { cwd: ROOT, encoding: 'utf8' });

const notABrowser = join(folder, 'browser');
writeFileSync(notABrowser, 'no browser');
for (const [what, args, sentence] of [
  ['no browser', ['--browser', notABrowser], `No browser starts at ${notABrowser}.`],
  ['no cell', ['--cells', 'vp7-screen-360'], 'There is no cell "vp7-screen-360".'],
] as const) {
  test(`used wrongly it says so and ends with 2: ${what}`, () => {
    const { status, stderr } = calibrate(...args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
}

test('two cells of a real browser: near the built-in coefficient, with an error and the encoder @full', async () => {
  test.setTimeout(240_000);
  const out = join(folder, 'mine.json');
  const { path, version } = await ensureBrowser();
  const { status, stdout, stderr } = calibrate(
    ...['--browser', path, '--headless', '--cells', 'vp8-screen-360,vp8-screen-720', '--out', out],
  );
  expect(status, stderr).toBe(0);
  expect(stdout).toContain(`${out} holds it: load it in the panel`);
  expect(stdout).toContain('No hardware encoder was used (libvpx): what one holds stays unknown.');
  const { fits, browser, leftOut } = readCalibration(readFileSync(out, 'utf8'));
  expect(leftOut).toEqual([]);
  expect(browser.version).toBe(version);
  expect(fits).toMatchObject([{ id: 'vp8Screen', hardware: false, encoder: 'libvpx', heights: [360, 720] }]);
  const [{ renderer, gpu }] = fits as [(typeof fits)[0]];
  const [here, builtIn] = [fitValue(renderer, 0.9216), fitValue(FITS.vp8Screen, 0.9216)];
  expect(Math.abs(here / builtIn - 1)).toBeLessThan(0.15);
  expect(renderer.error).toBeGreaterThan(0);
  expect(renderer.error).toBeLessThan(0.15);
  // Software encoders are not there.
  expect(fitValue(gpu!, 0.9216)).toBeLessThan(3);
});
