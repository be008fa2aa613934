import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { FIXTURES } from '../../panel/fixtures/play';
import { DIST } from '../../tooling/browser/browser';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect } from './test';

const DUMP = join(ROOT, 'panel/recording/dump/fixtures/growing.json.gz');

/** A state in which a user may find the panel. */
export interface PanelState {
  name: string;
  /** Query of the fixtures page. */
  query: string;
  /** What a user does to get there. */
  act?(page: Page): Promise<void>;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
const click = (name: string | RegExp) => (page: Page) => button(page, name).first().click();

async function openDialog(page: Page, opener: string | RegExp, title: string | RegExp): Promise<void> {
  await button(page, opener).first().click();
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
}

async function addReading(page: Page, typed: string): Promise<void> {
  await openDialog(page, 'Add reading…', /reading/);
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function showTable(page: Page, title: string): Promise<void> {
  await button(page, `Show ${title} as a table`).click();
  await expect(page.getByRole('region', { name: `Table: ${title}` })).toBeVisible();
}

/** Steps of the guided comparison as the store has them; a page that shares is another test's matter. */
async function guidedStep(page: Page, state: object): Promise<void> {
  await page.evaluate((step) => {
    (globalThis as any).panel.store.guided.state.value = step;
  }, state);
  await expect(page.getByRole('region', { name: 'Guided comparison' })).toBeVisible();
}

const PLAN = { mode: 'patch', patches: ['none', 'reuse'], shares: 3 };

const VIEWS: PanelState[] = [
  { name: 'transceivers', query: 'fixture=twenty', act: (page) => tab(page, 'Transceivers') },
  {
    name: 'transceivers, details',
    query: 'fixture=twenty',
    async act(page) {
      await tab(page, 'Transceivers');
      await page.getByRole('grid').locator('tbody tr[aria-rowindex]').nth(4).click();
      await expect(page.getByRole('region', { name: /^Details/ })).toBeVisible();
      for (const summary of await page.locator('.detail summary').all()) {
        if (!(await summary.evaluate((each) => (each.parentElement as HTMLDetailsElement).open))) await summary.click();
      }
    },
  },
  {
    name: 'transceivers, none matches',
    query: 'fixture=twenty',
    async act(page) {
      await tab(page, 'Transceivers');
      await page.getByRole('searchbox').fill('nothing has this');
      await expect(page.getByText('No transceiver matches')).toBeVisible();
    },
  },
  {
    name: 'patch log, opened',
    query: 'fixture=refusals',
    async act(page) {
      await tab(page, 'Patch log');
      await button(page, /^Show more of/)
        .first()
        .click();
    },
  },
  { name: 'patch log, empty', query: 'fixture=twenty', act: (page) => tab(page, 'Patch log') },
  {
    name: 'log, opened',
    query: 'fixture=twenty',
    async act(page) {
      await tab(page, 'Log');
      await button(page, /^Show the stack/)
        .first()
        .click();
    },
  },
  { name: 'runs, none', query: 'fixture=twenty', act: (page) => tab(page, 'Runs') },
  {
    name: 'runs, checked and compared',
    query: 'fixture=twenty&runs',
    async act(page) {
      await tab(page, 'Runs');
      await button(page, /^(PASS|FAIL|INCONCLUSIVE)/i)
        .first()
        .click();
      await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
    },
  },
  {
    name: 'runs, comparison as a table',
    query: 'fixture=twenty&runs',
    async act(page) {
      await tab(page, 'Runs');
      await showTable(page, 'Transceivers by publish');
    },
  },
  {
    name: 'only runs',
    query: 'fixture=empty&runs',
    act: (page) => tab(page, 'Runs'),
  },
  {
    name: 'charts as tables',
    query: 'fixture=twenty',
    async act(page) {
      for (const title of ['Transceivers by direction', 'Encoders behind senders', 'm-lines and SDP size']) {
        await showTable(page, title);
      }
    },
  },
  {
    name: 'readings',
    query: 'fixture=twenty',
    async act(page) {
      await addReading(page, '112,640K');
      await addReading(page, '142.5 MB');
      await expect(page.getByRole('region', { name: 'Readings' }).getByRole('row')).not.toHaveCount(0);
    },
  },
];

const DRAWERS: PanelState[] = [
  { name: 'why', query: 'fixture=twenty', act: click('Why') },
  { name: 'how to fix', query: 'fixture=twenty', act: click('How to fix') },
  { name: 'where to look next', query: 'fixture=one', act: click('Where to look next') },
  {
    name: 'settings',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, 'Settings').click();
      await expect(button(page, 'Copy diagnostics')).toBeVisible();
    },
  },
  { name: 'problems', query: 'fixture=bad', act: click(/problems? of this tool/) },
  {
    name: 'patched, with its limits',
    query: 'fixture=twenty',
    async act(page) {
      await page.getByRole('radio', { name: 'Reuse' }).check();
      await page.getByText('Limits').click();
    },
  },
  { name: 'downscaled by hand', query: 'fixture=twenty', act: click(/^Downscale \d+ idle/) },
  { name: 'paused', query: 'fixture=twenty', act: click('Pause sampling') },
  {
    name: 'menu of runs',
    query: 'fixture=twenty&runs',
    async act(page) {
      await button(page, 'New run').first().click();
      await button(page, 'Runs').click();
      await expect(page.getByRole('textbox', { name: 'Name of the new run' })).toBeVisible();
    },
  },
  {
    name: 'guided: sharing',
    query: 'fixture=twenty',
    act: (page) => guidedStep(page, { step: 'sharing', plan: PLAN, half: 0, shared: 1, on: 0, restarted: true }),
  },
  {
    name: 'guided: the other build',
    query: 'fixture=twenty',
    act: (page) => guidedStep(page, { step: 'other-build', plan: { ...PLAN, mode: 'build' } }),
  },
  {
    name: 'an error in a view',
    query: 'fixture=twenty',
    async act(page) {
      await page.evaluate(() => {
        // What else listens to it fails at once; the view when it is drawn.
        try {
          (globalThis as any).panel.store.readings.list.value = null;
        } catch {}
      });
      await expect(page.getByRole('alert')).toContainText('went wrong');
    },
  },
];

const DIALOGS: PanelState[] = [
  {
    name: 'dialog: explanation',
    query: 'fixture=twenty',
    act: (page) => openDialog(page, 'Formula', /estimate/),
  },
  {
    name: 'dialog: reading, with a mistake',
    query: 'fixture=twenty',
    async act(page) {
      await openDialog(page, 'Add reading…', /reading/);
      await page.keyboard.type('a lot');
    },
  },
  { name: 'dialog: export', query: 'fixture=twenty', act: (page) => openDialog(page, 'Export…', 'Export') },
  {
    name: 'dialog: patch & compare',
    query: 'fixture=twenty',
    act: (page) => openDialog(page, 'Patch & compare…', 'Patch & compare'),
  },
];

async function openDump(page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(DUMP);
  await expect(page.getByRole('region', { name: 'File that is shown' })).toBeVisible();
}

const FILES: PanelState[] = [
  {
    name: 'a file',
    query: 'fixture=empty',
    async act(page) {
      await openDump(page);
      await page.getByText('About this file').click();
      await page.getByText('Ask the customer').click();
    },
  },
  {
    name: 'dialog: reproduce',
    query: 'fixture=empty',
    async act(page) {
      await openDump(page);
      await openDialog(page, 'Reproduce…', 'Reproduce');
    },
  },
  {
    name: 'a file that does not open',
    query: 'fixture=twenty',
    async act(page) {
      const file = { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"format":') };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await expect(page.getByRole('alert')).toContainText('was not opened');
    },
  },
];

/** Every state of the panel that a fixture can show. */
export const STATES: readonly PanelState[] = [
  ...FIXTURES.map((name) => ({ name, query: `fixture=${name}` })),
  ...VIEWS,
  ...DRAWERS,
  ...DIALOGS,
  ...FILES,
];

/** The viewer as one file, on disk. */
export const VIEWER = pathToFileURL(join(DIST, 'transceiver-inspector-viewer.html')).href;
