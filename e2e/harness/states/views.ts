import { expect } from '../test';
import { addReading, button, click, type PanelState, region, showTable, tab } from './surface';

export const VIEWS: PanelState[] = [
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
      for (const title of ['Transceivers by phase', 'Encoder memory', 'm-lines and SDP size']) {
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
