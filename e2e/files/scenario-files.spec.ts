import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { EXPECTED, type ScenarioName } from '../../demo/scenarios/expected';
import { serveDemo } from '../../demo/serve.mjs';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect, test } from '../harness/test';

const NAMES = Object.keys(EXPECTED) as ScenarioName[];

async function exportTo(file: string, panel: Frame, devtools: Page): Promise<void> {
  const waiting = devtools.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export…' }).click();
  const dialog = panel.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('button', { name: 'Save file' }).click();
  await (await waiting).saveAs(file);
  await dialog.getByRole('button', { name: 'Close' }).first().click();
}

/** What `npm run analyze -- … --json` says of files. */
function analyzed(files: readonly string[]) {
  const text = execFileSync(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'analyze', ...files, '--json'], {
    cwd: ROOT,
  });
  return JSON.parse(text.toString()).runs as { file: string; source: string; connections: Record<string, unknown>[] }[];
}

test('every scenario: exported from the panel, the command line says what is expected @full', async ({
  page,
  openPanel,
}) => {
  test.setTimeout(600_000);
  const demo = await serveDemo();
  try {
    await page.goto('about:blank');
    const { panel, devtools } = await openPanel(page);
    const files: string[] = [];
    for (const name of NAMES) {
      await page.goto(demo.publisherUrl.replace('index.html', 'scenarios.html'));
      await page.evaluate((which) => window.scenarios.run(which), name);
      // The panel has heard of everything when the last of its rows is there.
      await page.waitForTimeout(1_500);
      const file = test.info().outputPath(`${name}.json`);
      await exportTo(file, panel, devtools);
      files.push(file);
    }
    const runs = analyzed(files);
    runs.forEach(({ source, connections }, i) => {
      expect(source).toBe('recording');
      const told = connections.map(({ verdict, pattern, publishes, transceivers, idle }) => {
        return { verdict, pattern, publishes, transceivers, idle };
      });
      expect(told, NAMES[i]).toEqual(EXPECTED[NAMES[i]!].connections.map(({ kinds: _, ...rest }) => rest));
    });
  } finally {
    await demo.close();
  }
});
