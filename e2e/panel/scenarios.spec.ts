import type { Frame, Page } from '@playwright/test';
import { DocumentModel } from '../../core/model/document';
import { connectionVerdicts } from '../../core/verdict/connection';
import { evidenceOf } from '../../core/verdict/gather';
import { EXPECTED, type ExpectedConnection, type ScenarioName } from '../../demo/scenarios/expected';
import { serveDemo } from '../../demo/serve.mjs';
import { attachRawPanel, type RawDocument } from '../../tooling/browser/raw-panel';
import { expect, test } from '../harness/test';

const NAMES = Object.keys(EXPECTED) as ScenarioName[];
const WORDS = { growing: 'Growing', stable: 'Stable', unknown: 'Unknown' };

let demo: Awaited<ReturnType<typeof serveDemo>>;
test.beforeAll(async () => {
  demo = await serveDemo();
});
test.afterAll(() => demo.close());

async function play(page: Page, name: ScenarioName): Promise<void> {
  // Each on a page of its own: connections are numbered from 1.
  await page.goto(demo.publisherUrl.replace('index.html', 'scenarios.html'));
  await page.evaluate((which) => window.scenarios.run(which), name);
}

/** The verdict on each connection, from what a panel was told and by the analysis that every other way takes too. */
function connectionsOf(document: RawDocument): Omit<ExpectedConnection, 'kinds'>[] {
  const { connections, transceivers, log, stacks, last } = document;
  const record = new DocumentModel(last.doc);
  const texts = Object.entries(stacks).map(([index, text]): [number, string] => [Number(index), text]);
  record.apply({ ...last, full: true, connections, transceivers, log, stacks: texts });
  return connectionVerdicts(evidenceOf(record)).map(({ verdict, pattern, publishes, transceivers, idle }) => {
    return { verdict, pattern, publishes, transceivers, idle };
  });
}

/** What the panel's table says, by connection and kind: `#1 video Growing`. One look, since a page plays many. */
function shown(panel: Frame): Promise<string[]> {
  return panel.evaluate(() => {
    const closed = document.querySelectorAll<HTMLElement>('[aria-label="Verdict"] button[aria-expanded="false"]');
    [...closed].find(({ textContent }) => textContent === 'Why')?.click();
    return [...document.querySelectorAll<HTMLTableRowElement>('#why tbody tr')].map((row) =>
      [row.cells[0]!.textContent, row.cells[1]!.textContent, row.dataset.pattern].filter((each) => each).join(' '),
    );
  });
}

/** Of each connection that publishes, one row for each kind that it publishes. */
function rowsFor(connections: readonly ExpectedConnection[]): string[] {
  return connections.flatMap(({ verdict, pattern, publishes, kinds }, i) =>
    publishes === 0
      ? []
      : kinds.map((kind) => [`#${i + 1} ${kind}`, WORDS[verdict], pattern].filter((each) => each).join(' ')),
  );
}

test('every scenario: the panel’s verdicts, and the figures of each connection', async ({ page, openPanel }) => {
  test.setTimeout(300_000);
  await page.goto('about:blank');
  const raw = await attachRawPanel(page);
  const { panel } = await openPanel(page);
  for (const name of NAMES) {
    await test.step(name, async () => {
      await play(page, name);
      const { connections } = EXPECTED[name];
      await expect(async () => {
        const told = connectionsOf(await raw.document('/scenarios.html'));
        expect(told, name).toEqual(connections.map(({ kinds: _, ...rest }) => rest));
      }).toPass({ timeout: 20_000 });
      await expect
        .poll(async () => (await shown(panel)).sort(), { message: name, timeout: 20_000 })
        .toEqual(rowsFor(connections).sort());
    });
  }
});
