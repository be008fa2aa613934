import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, type Frame } from '@playwright/test';
import { type OpenPanel, PANEL_PAGE, PANEL_TITLE } from '../../tooling/browser/devtools';
import { fixtureFiles, PAGE } from './fixture-page';
import type { Surface } from './states/surface';

/** The panel over its fixtures as an extension, for what only DevTools does. @returns its folder */
export async function writeFixtureExtension(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-fixtures-'));
  const manifest = { manifest_version: 3, name: 'Fixtures', version: '1', devtools_page: 'devtools.html' };
  const files: [string, string | Uint8Array][] = [
    ['/manifest.json', JSON.stringify(manifest)],
    ['/devtools.html', '<script src="devtools.js"></script>'],
    ['/devtools.js', `chrome.devtools.panels.create('${PANEL_TITLE}', '', '${PANEL_PAGE}')`],
    [PANEL_PAGE, '<!doctype html><title>Fixtures</title>'],
    ...(await fixtureFiles()),
  ];
  for (const [path, content] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/**
 * Shows a fixture in the panel.
 * @param query of fixtures.html, for example `fixture=twenty&runs`
 */
export async function showFixture({ devtools }: OpenPanel, panel: Frame, query: string): Promise<Surface> {
  await panel.goto(new URL(`${PAGE}?${query}`, panel.url()).href);
  await expect(panel.locator('.app')).toBeVisible();
  return {
    getByRole: panel.getByRole.bind(panel),
    getByText: panel.getByText.bind(panel),
    locator: panel.locator.bind(panel),
    evaluate: panel.evaluate.bind(panel),
    keyboard: devtools.keyboard,
  };
}
