import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { FIXTURES } from '../../panel/fixtures/play';
import { DIST } from '../../tooling/browser/browser';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect } from './test';

export const DUMP = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz');

/** The panel as a test sees it: a page of its own, or a frame of DevTools with DevTools' keyboard. */
export type Surface = Pick<Page, 'getByRole' | 'getByText' | 'locator' | 'evaluate' | 'keyboard'>;

/** What Escape closes, and what has the focus then. */
export interface Closed {
  what(page: Surface): Locator;
  focused(page: Surface): Locator;
}

/** A state in which a user may find the panel. */
export interface PanelState {
  name: string;
  /** Query of the fixtures page. */
  query: string;
  /** What a user does to get there. */
  act?(page: Surface): Promise<void>;
  /** What Escape closes, topmost first; where that is nothing, Escape is DevTools' own. */
  closed?: readonly Closed[];
}

const button = (page: Surface, name: string | RegExp) => page.getByRole('button', { name });
const tab = (page: Surface, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
const click = (name: string | RegExp) => (page: Surface) => button(page, name).first().click();

const region = (name: string | RegExp) => (page: Surface) => page.getByRole('region', { name });
const opener = (name: string | RegExp) => (page: Surface) => button(page, name).first();
const summary = (text: string) => (page: Surface) => page.locator('summary', { hasText: text });

/** A dialog that Escape closes, by its title and its button. */
const dialog = (title: string | RegExp, by: string | RegExp): Closed => ({
  what: (page) => page.getByRole('dialog', { name: title }),
  focused: opener(by),
});

async function openDialog(page: Surface, opener: string | RegExp, title: string | RegExp): Promise<void> {
  await button(page, opener).first().click();
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
}

async function addReading(page: Surface, typed: string): Promise<void> {
  await openDialog(page, 'Add reading…', /reading/);
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function showTable(page: Surface, title: string): Promise<void> {
  await button(page, `Show ${title} as a table`).click();
  await expect(page.getByRole('region', { name: `Table: ${title}` })).toBeVisible();
}

/** Steps of the guided comparison as the store has them; a page that shares is another test's matter. */
async function guidedStep(page: Surface, state: object): Promise<void> {
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
    closed: [{ what: region(/^Details/), focused: (page) => page.getByRole('grid') }],
  },
  {
    name: 'transceivers, none matches',
    query: 'fixture=twenty',
    async act(page) {
      await tab(page, 'Transceivers');
      await page.getByRole('searchbox').fill('nothing has this');
      await expect(page.getByText('No transceiver matches')).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByText('No transceiver matches'),
        focused: (page) => page.getByRole('searchbox'),
      },
    ],
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
      for (const title of ['Transceivers by phase', 'Encoders behind senders', 'm-lines and SDP size']) {
        await showTable(page, title);
      }
    },
  },
  {
    name: 'lanes as a table',
    query: 'fixture=twenty',
    async act(page) {
      await click('Show Lanes as a table')(page);
      await expect(page.getByRole('region', { name: 'Table: Lanes' })).toBeVisible();
    },
  },
  {
    name: 'lanes by line, one opened',
    query: 'fixture=three-hundred',
    async act(page) {
      await page.getByRole('combobox', { name: 'Group lanes' }).selectOption('line');
      await page.locator('.lane[data-lane]').nth(3).locator('.lane-name').click();
      await expect(region(/^Details/)(page)).toBeVisible();
    },
    closed: [{ what: region(/^Details/), focused: (page) => page.getByRole('grid') }],
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
  {
    name: 'why',
    query: 'fixture=twenty',
    act: click('Why'),
    closed: [{ what: region('Counts behind the verdict'), focused: opener('Why') }],
  },
  {
    name: 'how to fix',
    query: 'fixture=twenty',
    act: click('How to fix'),
    closed: [{ what: region('How to fix'), focused: opener('How to fix') }],
  },
  {
    name: 'other findings, one opened',
    query: 'fixture=several',
    async act(page) {
      await click(/other findings/)(page);
      await page.locator('#findings summary').first().click();
      await expect(page.getByText('What is missing').first()).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByText('What is missing').first(),
        focused: (page) => page.locator('#findings summary').first(),
      },
      { what: region('Other findings'), focused: opener(/other findings/) },
    ],
  },
  {
    name: 'where to look next',
    query: 'fixture=one',
    act: click('Where to look next'),
    closed: [{ what: region('Where to look next'), focused: opener('Where to look next') }],
  },
  {
    name: 'settings',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, 'Settings').click();
      await expect(button(page, 'Copy diagnostics')).toBeVisible();
    },
    closed: [{ what: region('Settings'), focused: opener('Settings') }],
  },
  {
    name: 'problems',
    query: 'fixture=bad',
    act: click(/problems? of this tool/),
    closed: [{ what: region('Problems of this tool'), focused: opener(/problems? of this tool/) }],
  },
  {
    name: 'patched, with its limits',
    query: 'fixture=twenty',
    async act(page) {
      await page.getByRole('radio', { name: 'Reuse' }).check();
      await page.getByText('Limits').click();
    },
    closed: [{ what: (page) => page.locator('.limits ul'), focused: summary('Limits') }],
  },
  {
    name: 'downscaled by hand',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, /^Downscale \d+ idle/).click();
      await expect(page.getByRole('region', { name: 'Result of the downscale' })).toBeFocused();
    },
    closed: [
      {
        what: region('Result of the downscale'),
        focused: (page) => page.getByRole('tab', { selected: true }),
      },
    ],
  },
  { name: 'paused', query: 'fixture=twenty', act: click('Pause sampling') },
  {
    name: 'menu of runs',
    query: 'fixture=twenty&runs',
    async act(page) {
      await button(page, 'New run').first().click();
      await button(page, 'Runs').click();
      await expect(page.getByRole('textbox', { name: 'Name of the new run' })).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByRole('textbox', { name: 'Name of the new run' }),
        focused: (page) => page.getByRole('button', { name: 'Runs', exact: true }),
      },
    ],
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
    name: 'guided: compared',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, 'Patch & compare…').first().focus();
      await guidedStep(page, { step: 'done', plan: PLAN });
    },
    closed: [{ what: region('Guided comparison'), focused: opener('Patch & compare…') }],
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
    closed: [dialog(/estimate/, 'Formula')],
  },
  {
    name: 'dialog: reading, with a mistake',
    query: 'fixture=twenty',
    async act(page) {
      await openDialog(page, 'Add reading…', /reading/);
      await page.keyboard.type('a lot');
    },
    closed: [dialog(/reading/, 'Add reading…')],
  },
  {
    name: 'dialog: export',
    query: 'fixture=twenty',
    act: (page) => openDialog(page, 'Export…', 'Export'),
    closed: [dialog('Export', 'Export…')],
  },
  {
    name: 'dialog: patch & compare',
    query: 'fixture=twenty',
    act: (page) => openDialog(page, 'Patch & compare…', 'Patch & compare'),
    closed: [dialog('Patch & compare', 'Patch & compare…')],
  },
  {
    name: 'dialog over a drawer and details',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, 'Settings').click();
      await tab(page, 'Transceivers');
      await page.getByRole('grid').locator('tbody tr[aria-rowindex]').nth(4).click();
      await openDialog(page, 'Export…', 'Export');
    },
    // Of those that are no dialog, the newest first; what lost no focus gives none back.
    closed: [
      dialog('Export', 'Export…'),
      { what: region(/^Details/), focused: opener('Export…') },
      { what: region('Settings'), focused: opener('Export…') },
    ],
  },
  {
    name: 'dialog out of the menu of runs',
    query: 'fixture=twenty',
    async act(page) {
      await page.getByRole('button', { name: 'Runs', exact: true }).click();
      await page.locator('.menu').getByRole('button', { name: 'Patch & compare…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByRole('dialog'),
        focused: (page) => page.getByRole('button', { name: 'Runs', exact: true }),
      },
    ],
  },
];

async function openDump(page: Surface): Promise<void> {
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
    closed: [
      { what: (page) => page.locator('.ask pre'), focused: summary('Ask the customer') },
      { what: (page) => page.locator('.limits > ul'), focused: summary('About this file') },
    ],
  },
  {
    name: 'dialog: reproduce',
    query: 'fixture=empty',
    async act(page) {
      await openDump(page);
      await openDialog(page, 'Reproduce…', 'Reproduce');
    },
    closed: [dialog('Reproduce', 'Reproduce…')],
  },
  {
    name: 'a file that does not open',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, /^Open file/).focus();
      const file = { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"format":') };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await expect(page.getByRole('alert')).toContainText('was not opened');
    },
    closed: [{ what: (page) => page.getByRole('alert'), focused: opener(/^Open file/) }],
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
